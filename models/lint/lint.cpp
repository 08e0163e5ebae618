#include "models/lint/lint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/base/utf8.hpp"
#include "models/lint/linter.hpp"

namespace hotline {
namespace {

constexpr std::ptrdiff_t kFew = 5;  // findings of one kind that are listed one by one

}  // namespace

std::chrono::minutes ahead_of(const std::string& zone, Instant at) {
    return std::chrono::floor<std::chrono::minutes>(local_time(zone, at) - at);
}

void lint(const Scenario& scenario, Diagnostics& diagnostics) {
    Linter(scenario, diagnostics).lint();
}

Linter::Linter(const Scenario& scenario, Diagnostics& diagnostics)
    : scenario_(scenario),
      diagnostics_(diagnostics),
      directory_(scenario),
      timetable_(scenario),
      bounds_(scenario),
      end_(end_of_last_drill(scenario)),
      rotas_of_(scenario.rotas.empty() ? 0 : scenario.officials.size()),
      rota_called_(scenario.rotas.size()),
      official_called_(scenario.officials.size()),
      patience_counts_(scenario.rows.size()),
      protocol_played_(scenario.protocols.size()) {
    for (const Party& party : scenario.parties) {
        clocks_.push_back(ahead_of(party.time_zone, scenario.start_first));
        hindered_.push_back(is_hindered(static_cast<Index>(clocks_.size() - 1)));
    }
    for (Index rota = 0; rota < scenario.rotas.size(); ++rota) {
        for (const RotaLayer& layer : scenario.rotas[rota].layers) {
            for (const Index member : layer.members) rotas_of_[member].push_back(rota);
        }
    }
}

std::chrono::minutes Linter::ahead(const Official& official) const {
    return official.time_zone.empty() ? clocks_[official.party] : ahead_of(official.time_zone, scenario_.start_first);
}

void Linter::lint() {
    for (case_ = 0; case_ < scenario_.cases.size(); ++case_) {
        for (const Index root : scenario_.cases[case_].protocols) check_case(scenario_.cases[case_], root);
    }
    warn_of_cases();
    check_holidays();
    check_days_of_nobody();
    check_leaves();
    check_rotas();
    check_use();
    check_outages();
    check_sites();
    check_addresses();
    check_dates();
    check_spreadsheet();
    check_next_shifts();
    check_hours();
    check_call_backs();
    check_takers();
    check_patience_of_rows();
    check_quorums();
    check_company();
}

void Linter::check_case(const Case& of, Index root) {
    const Goal& goal = *scenario_.protocols[root].goal;
    std::vector<PlayedSearch> found = searches(of, root, false);
    if (goal.counts() && most_reached(found, goal, of.callee) > 0) found = searches(of, root, true);
    root_ = root;
    for (const PlayedSearch& search : found) {
        playing_ = search.protocol;
        protocol_played_[search.protocol] = true;
        for (std::size_t step = 0; step < search.steps.size(); ++step) {
            check_step(scenario_.protocols[search.protocol].steps[step], *search.steps[step], goal, of.callee);
        }
    }
    for (const PlayedSearch& search : found) {
        playing_ = search.protocol;
        check_follow_ups(search, of, goal);
    }
    if (!scenario_.quorums.empty()) note_contact(of, root, found);
    playing_ = root;
    check_length(found.front());
    check_carriers(found.front());
    check_duty(found.front(), of.callee);
    check_cycles(found, goal, of.callee);
    check_attempts(root);
    if (goal.counts()) check_count(found, root, of.callee);
    if (goal.conference) check_hold(found, root);
}

/// The case's own search, then all searches that it may lead to. Anybody may be screened, so that every answer may be
/// handed over. `counts`: somebody may be reached who calls others.
std::vector<PlayedSearch> Linter::searches(const Case& of, Index root, bool counts) {
    const Goal& goal = *scenario_.protocols[root].goal;
    std::vector<PlayedSearch> found{{root, of.caller, counts, {}}};
    std::map<Index, std::size_t> place_of{{root, 0}};  // of protocols in `found`
    for (std::size_t done = 0; done < found.size();) {
        const Index protocol = found[done].protocol;
        const Index from = found[done].from;
        const std::vector<Step>& steps = scenario_.protocols[protocol].steps;
        std::size_t next_one = done + 1;
        const auto lead_to = [&](Index next, Index by_party, bool counted) {
            const Index by = hindered_[by_party] ? by_party : kNone;
            const auto [known, fresh] = place_of.try_emplace(next, found.size());
            if (fresh) return found.push_back({next, by, counted, {}});
            PlayedSearch& other = found[known->second];
            // The case's own search is never opened again, unless somebody who has been reached does it.
            const bool several = (counted || known->second != 0) && other.from != kNone && other.from != by;
            if (!several && (other.counts || !counted)) return;
            // Several parties may make this search, and an answer to any of them counts. It is examined anew.
            if (several) other.from = kNone;
            other.counts |= counted;
            next_one = std::min(next_one, known->second);
        };
        found[done].steps.clear();
        for (std::size_t step = 0; step < steps.size(); ++step) {
            const Reach& called = reach(protocol, step, of, from);
            found[done].steps.push_back(&called);
            for (const auto& [party, answering] : called.answering) {
                const Index pass_to = steps[step].pass_to;
                const Index next = pass_to != kNone ? pass_to : scenario_.parties[party].hand_over;
                if (next != kNone) lead_to(next, party, false);
            }
            if (!found[done].counts || steps[step].then_calls == kNone) continue;
            const bool calls_on =
                std::any_of(called.answering.begin(), called.answering.end(), [&](const auto& answering) {
                    return leads_on(steps[step], answering.first, answering.second, goal, of.callee);
                });
            if (calls_on) lead_to(steps[step].then_calls, of.callee, true);  // whoever is reached is of the callee
        }
        done = next_one;
    }
    return found;
}

Linter::Note& Linter::note(const std::string& code, Place place, std::string message, std::string hint,
                           std::string subject) {
    Note& of = notes_[{place.file, place.line, place.column, code, std::move(subject)}];
    if (of.cases == 0) {
        of.message = std::move(message);
        of.hint = std::move(hint);
        of.first = case_;
        if (playing_ != root_) of.root = root_;
    }
    if (of.last != case_) ++of.cases;
    of.last = case_;
    return of;
}

void Linter::warn_of_cases() {
    const auto kind = [](const auto& noted) {
        const auto& [file, line, column, code, subject] = noted.first;
        return std::tie(file, line, column, code);
    };
    for (auto first = notes_.begin(); first != notes_.end();) {
        const auto last =
            std::find_if(first, notes_.end(), [&](const auto& other) { return kind(other) != kind(*first); });
        if (const auto count = std::distance(first, last); count > kFew) {
            const auto earliest = std::min_element(
                first, last, [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
            warn_of(*earliest, fmt::format(" (and {} more like this)", count - 1));
        } else {
            for (auto note = first; note != last; ++note) warn_of(*note, "");
        }
        first = last;
    }
}

void Linter::warn_of(const std::pair<const NoteKey, Note>& noted, const std::string& others) {
    const auto& [file, line, column, code, subject] = noted.first;
    const Note& of = noted.second;
    const Case& first = scenario_.cases[of.first];
    std::string pair = from_to(scenario_.parties[first.caller].id, scenario_.parties[first.callee].id);
    if (of.root != kNone) pair += fmt::format(", within protocol \"{}\"", scenario_.protocols[of.root].id);
    const std::string cases = of.cases == 1 ? pair : fmt::format("in {} cases, the first: {}", of.cases, pair);
    diagnostics_.warning(code, {file, line, column}, fmt::format("{} ({}){}", of.message, cases, others), of.hint);
}

void Linter::warn_of_rows(const std::string& code, const std::vector<Index>& rows, const std::string& hint,
                          const std::function<std::string(Index row)>& message) {
    const auto file_of = [&](Index row) { return scenario_.rows[row].place.file; };
    for (auto first = rows.begin(); first != rows.end();) {  // lists follow each other
        const auto last = std::find_if(first, rows.end(), [&](Index row) { return file_of(row) != file_of(*first); });
        if (last - first > kFew) {
            diagnostics_.warning(code, scenario_.rows[*first].place,
                                 fmt::format("{} (and {} more like this)", message(*first), last - first - 1), hint);
        } else {
            for (auto row = first; row != last; ++row) {
                diagnostics_.warning(code, scenario_.rows[*row].place, message(*row), hint);
            }
        }
        first = last;
    }
}

std::string Linter::entry(const Row& row) const {
    return fmt::format("the entry of \"{}\" for {}", official_of(row).id, channel_of(row).id);
}

}  // namespace hotline
