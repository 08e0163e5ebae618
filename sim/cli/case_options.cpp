#include "sim/cli/case_options.hpp"

#include <fmt/format.h>

#include "models/documents/diagnostics.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

Index chosen_party(const Scenario& scenario, const Arguments& arguments, const std::string& option) {
    if (!arguments.has(option)) return kNone;
    std::vector<std::string> known;
    for (Index index = 0; index < scenario.parties.size(); ++index) {
        if (scenario.parties[index].id == arguments.text(option)) return index;
        known.push_back(scenario.parties[index].id);
    }
    const std::string hint = did_you_mean(arguments.text(option), known);
    throw UsageError(
        fmt::format("the scenario has no party \"{}\"{}", arguments.text(option), hint.empty() ? "" : "; " + hint));
}

}  // namespace

void add_case_options(po::options_description& options) {
    options.add_options()                                                                       //
        ("caller", po::value<std::string>()->value_name("PARTY"), "only cases of this caller")  //
        ("callee", po::value<std::string>()->value_name("PARTY"), "only cases of this callee");
}

std::vector<Index> chosen_cases(const Scenario& scenario, const Arguments& arguments) {
    const Index caller = chosen_party(scenario, arguments, "caller");
    const Index callee = chosen_party(scenario, arguments, "callee");
    std::vector<Index> chosen;
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        const Case& played = scenario.cases[index];
        if ((caller == kNone || played.caller == caller) && (callee == kNone || played.callee == callee))
            chosen.push_back(index);
    }
    if (chosen.empty()) throw UsageError("the scenario has no case of this caller and callee");
    return chosen;
}

}  // namespace hotline::cli
