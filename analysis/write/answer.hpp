// The answer in whole sentences: of 100 emergencies, how many reach somebody with authority under each protocol,
// which protocol is better, and how sure that is.
#pragma once

#include <string>
#include <vector>

#include "analysis/estimates/summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Whom the protocol must reach: "somebody with authority", "16 people with authority", "people with authority of 3
/// organisations, all on the line at once".
std::string goal_text(const Protocol& protocol);

/// The summaries of one case that begin at `first`, one for each of its protocols.
std::size_t end_of_case(const std::vector<CaseSummary>& all, std::size_t first);

/// What sentences call a protocol.
using ProtocolName = const std::string& (*)(const Protocol&);
inline const std::string& id_of(const Protocol& protocol) {
    return protocol.id;
}
inline const std::string& title_of(const Protocol& protocol) {
    return protocol.title;
}

/// "Within 30 min “hotline” is better than “lists” by 76 of 100 emergencies (75–78), within 24 h by 36 (34–38)."
/// Empty for a single protocol, and for protocols that must reach different people.
std::string better_text(const Scenario& scenario, const std::vector<CaseSummary>& all, std::size_t first,
                        std::size_t last, ProtocolName name);

/// "All of this holds with 95 % confidence, each figure to within 2 of 100, if ": the scenario's values are right.
std::string if_right(const std::vector<CaseSummary>& all, std::size_t first, std::size_t last);

/// "“The existing lists” (lists)".
std::string quoted(const Protocol& protocol);
/// "62", "fewer than 1", "more than 99".
std::string of_100(double share);
/// "61 to 64".
std::string range_of_100(const Interval& interval);

/// All sentences: of one case …
std::string answer_text(const Scenario& scenario, const std::vector<CaseSummary>& all, std::size_t first,
                        std::size_t last);
/// … of several cases, each with the same protocols.
std::string answer_text(const Scenario& scenario, const std::vector<CaseSummary>& all);

}  // namespace hotline
