#include "models/loading/test_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/documents/csv_table.hpp"
#include "models/loading/reader.hpp"

namespace hotline {
namespace {

enum Column : std::size_t { duration, event, group, replication };
constexpr std::size_t kRoles = 4;

constexpr double kLongest = 10000 * 365.0 * 86400;  // as in parse_duration

/// Yes and no, as people and spreadsheets write them in several languages.
std::optional<bool> parse_event(std::string_view text) {
    static const std::unordered_map<std::string, bool> words{
        {"1", true},    {"true", true},  {"yes", true},  {"y", true},       {"ja", true},     {"oui", true},
        {"wahr", true}, {"vrai", true},  {"x", true},    {"0", false},      {"false", false}, {"no", false},
        {"n", false},   {"nein", false}, {"non", false}, {"falsch", false}, {"faux", false}};
    const auto found = words.find(lower_case(text));
    if (found == words.end()) return {};
    return found->second;
}

/// The index of a name; the number of names if it is not among them.
std::size_t position_of(const std::string& name, const std::vector<std::string>& names) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// The columns in the order of `Column`, then the further columns of groups.
CsvColumns columns_of(const TestLogLayout& layout) {
    CsvColumns columns{
        {layout.duration, layout.event.value_or("event"), layout.group.value_or("group"), "replication"},
        1,
        true,
        {},
        {},
        {layout.duration}};
    columns.names.insert(columns.names.end(), layout.more_groups.begin(), layout.more_groups.end());
    return columns;
}

/// The layout with the column of durations that the header has: the only one that is called by a unit, or by the name
/// of the durations and a unit.
TestLogLayout with_duration_of(const std::vector<std::string>& header, TestLogLayout layout) {
    if (layout.asked_for_duration || position_of(layout.duration, header) < header.size()) return layout;
    std::vector<std::string> candidates;
    for (const std::string& name : header) {
        const auto named = unit_in_name(name);
        const bool has_role = name == layout.event || name == layout.group ||
                              position_of(name, layout.more_groups) < layout.more_groups.size();
        if (named && !has_role && (named->rest.empty() || named->rest == layout.duration)) candidates.push_back(name);
    }
    if (candidates.size() == 1) layout.duration = candidates.front();
    return layout;
}

class TestLogReader {
public:
    TestLogReader(const Files::Text& file, const TestLogLayout& layout, Diagnostics& diagnostics)
        : file_(file),
          diagnostics_(diagnostics),
          header_(
              csv_header(file, {layout.duration, layout.event.value_or("event"), layout.group.value_or("group")})),
          layout_(with_duration_of(header_, layout)),
          columns_(columns_of(layout_)) {}

    std::optional<TestLog> read() {
        find_columns();
        find_unit();
        read_csv(file_, columns_, diagnostics_, [&](Place place, const CsvRow& row) { read_row(place, row); });
        if (censored_at_horizon_ && beyond_horizon_) {
            complain(
                *beyond_horizon_, duration,
                "a duration must not exceed the horizon, at which empty durations are censored, but this one does");
        }
        if (diagnostics_.has_errors()) return {};
        if (log_.groups.empty()) {
            diagnostics_.error({file_.file, 1, 0}, "the log must have at least one row, but has only a header");
            return {};
        }
        return std::move(log_);
    }

private:
    void complain(Place place, Column column, std::string message, std::string hint = {}) {
        diagnostics_.error_in_column(place, columns_.names[column], std::move(message), std::move(hint));
    }

    void find_columns() {
        log_.has_events = has_column(event, layout_.event);
        log_.has_groups = has_group_ = has_column(group, layout_.group);
        log_.of_one_run = position_of(columns_.names[replication], header_) < header_.size();
        for (std::size_t index = 0; index < layout_.more_groups.size(); ++index) {
            const auto column = static_cast<Column>(kRoles + index);
            log_.has_groups |= has_column(column, layout_.more_groups[index]);
        }
        if (position_of("entry", header_) < header_.size() &&
            position_of("entry", columns_.names) == columns_.names.size()) {
            diagnostics_.error({file_.file, 1, 0},
                               "the column \"entry\" says when each entry came under observation (left truncation), "
                               "which these curves do not allow for",
                               "fit laws to the log, which use it: hotline fit. If the column means something else, "
                               "rename it, or make it a group: --group entry");
        }
    }

    /// The unit of plain numbers: what the user says, or else what the column's name says.
    void find_unit() {
        UnitOfLog& unit = log_.unit;
        const auto named = unit_in_name(layout_.duration);
        if (named) unit = {named->unit, layout_.duration};
        if (!layout_.unit) return;
        if (named && named->unit.seconds != layout_.unit->seconds) {
            diagnostics_.error({file_.file, 1, 0},
                               fmt::format("the column \"{}\" holds {}, but --unit asks for {}", layout_.duration,
                                           named->unit.name, layout_.unit->name),
                               "leave out --unit, or rename the column");
        }
        unit.unit = *layout_.unit;
        unit.asked = true;
    }

    /// Whether the log has an optional column. It is an error if the user named the column, or if another column
    /// looks like a misspelling of it.
    bool has_column(Column column, const std::optional<std::string>& asked) {
        const std::string& name = columns_.names[column];
        const Place place{file_.file, 1, 0};
        if (position_of(name, columns_.names) < column) {
            diagnostics_.error(place, fmt::format("column \"{}\" must have one role, but is named for two", name));
            return false;
        }
        if (header_.empty() || position_of(name, header_) < header_.size()) return true;
        std::vector<std::string> others;
        for (const std::string& other : header_) {
            if (position_of(other, columns_.names) == columns_.names.size()) others.push_back(other);
        }
        const std::string hint = did_you_mean(name, others);
        if (asked || !hint.empty()) {
            diagnostics_.error(place, fmt::format("missing column \"{}\"", name), hint);
        }
        return false;
    }

    void read_row(Place place, const CsvRow& row) {
        std::optional<bool> reached;
        if (log_.has_events) {
            reached = parse_event(row[event]);
            if (!reached) {
                complain(place, event,
                         row[event].empty() ? "the field must not be empty"
                                            : fmt::format("the field must be yes or no, but is \"{}\"", row[event]),
                         "write 1, true or yes if contact was made, and 0, false or no if not");
            }
        }
        if (has_group_ && row[group].empty()) complain(place, group, "the field must not be empty");
        bool is_number = false;
        const auto seconds = row[duration].empty() ? censored(place, reached)
                                                   : parse_seconds(row[duration], log_.unit.unit, &is_number);
        if (!seconds) {
            if (!row[duration].empty()) {
                complain(place, duration, fmt::format("\"{}\" is not a duration", row[duration]),
                         fmt::format("write {}, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y",
                                     log_.unit.unit.name));
            }
            return;
        }
        log_.unit.numbers |= is_number && *seconds > 0;
        if (layout_.horizon && *seconds > *layout_.horizon && !beyond_horizon_) beyond_horizon_ = place;
        const Index index = group_of(name_of_group(row));
        log_.groups[index].observations.push_back({*seconds, reached.value_or(!row[duration].empty())});
        if (log_.of_one_run) note_drill(place, index, row[replication]);
    }

    /// An empty duration stands for a drill without contact, which is censored at the horizon.
    std::optional<double> censored(Place place, const std::optional<bool>& reached) {
        if (reached.value_or(false)) {
            complain(place, duration, "the duration must not be empty, because contact was made");
            return {};
        }
        if (!layout_.horizon && !censored_at_horizon_) {
            complain(place, duration, "an empty duration is censored at the horizon, but no horizon is given",
                     "give the horizon, such as --horizon 24h");
        }
        censored_at_horizon_ = true;
        return layout_.horizon;
    }

    /// The fields of all columns of groups: "pstn, office".
    std::string name_of_group(const CsvRow& row) const {
        std::string name(row[group]);
        for (std::size_t index = kRoles; index < columns_.names.size(); ++index) {
            name += ", ";
            name += row[index].empty() ? "-" : row[index];
        }
        return name;
    }

    Index group_of(std::string_view name) {
        if (const auto known = names_.find(name)) return *known;
        log_.groups.push_back({std::string(name), {}});
        return names_.add(std::string(name));
    }

    /// Drills of one replication share random numbers, so that they must not count as independent in one group.
    void note_drill(Place place, Index index, std::string_view drill) {
        if (shared_luck_ || drills_.insert(fmt::format("{} {}", index, drill)).second) return;
        shared_luck_ = true;
        complain(place, replication, "a group must have one drill of each replication, but this is the second one",
                 "both drills use the same random numbers: use --group protocol, and one case at a time");
    }

    const Files::Text& file_;
    Diagnostics& diagnostics_;
    const std::vector<std::string> header_;
    const TestLogLayout layout_;
    const CsvColumns columns_;
    bool has_group_ = false;  // the first column of groups
    Names names_{"group"};
    TestLog log_;
    bool censored_at_horizon_ = false;
    std::optional<Place> beyond_horizon_;
    std::unordered_set<std::string> drills_;  // group and replication
    bool shared_luck_ = false;
};

}  // namespace

std::optional<TestLog> load_test_log(const std::filesystem::path& path, const TestLogLayout& layout,
                                     Diagnostics& diagnostics, const ReadFile& read) {
    Files files(diagnostics, read);
    const auto file = files.read(path, {});
    if (!file) return {};
    return TestLogReader(*file, layout, diagnostics).read();
}

std::optional<double> parse_seconds(std::string_view text, const PlainUnit& unit, bool* is_number) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) {
        number *= unit.seconds;
        if (!(number >= 0 && number <= kLongest)) return {};
        if (is_number != nullptr) *is_number = true;
        return seconds_of(ticks_of_seconds(number));
    }
    const auto duration = parse_duration(text);
    if (!duration) return {};
    return seconds_of(*duration);
}

}  // namespace hotline
