// The lists of contacts and holidays.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "models/base/duration.hpp"
#include "models/base/large_pages.hpp"
#include "models/loading/loader.hpp"

namespace hotline {
namespace {

enum ContactColumn : std::size_t {
    contact_official,
    contact_party,
    contact_response,
    contact_channel,
    contact_organisation,
    contact_role,
    contact_name,
    contact_authority,
    contact_seats,
    contact_languages,
    contact_roster,
    contact_staleness,
    contact_site,
    contact_address,
    contact_last_verified,
    contact_time_zone,
    contact_patience,
};
const CsvColumns kContactColumns{
    {"official", "party", "response", "channel", "organisation", "role", "name", "authority", "seats", "languages",
     "roster", "staleness", "site", "address", "last_verified", "time_zone", "patience"},
    4,
    false,
    {"official", "party", "response", "channel", "roster", "staleness", "site", "time_zone"},
    {"languages"}};

enum HolidayColumn : std::size_t {
    holiday_party,
    holiday_date,
    holiday_kind,
    holiday_name,
    holiday_hours,
    holiday_organisation,
    holiday_site,
};
const CsvColumns kHolidayColumns{
    {"party", "date", "kind", "name", "hours", "organisation", "site"}, 2, false, {"party", "kind", "site"}};

/// Parses a date. Passes a message and a hint to `complain` where the text is not a plausible date.
std::optional<std::chrono::sys_days> read_date(std::string_view text,
                                               const std::function<void(std::string, std::string)>& complain) {
    ListDate date = list_date(text);
    if (!date.day) complain(std::move(date.message), std::move(date.hint));
    return date.day;
}

}  // namespace

void Loader::read_rows(const Files::Text& file, const CsvColumns& columns,
                       const std::function<void(Place, const CsvRow&)>& read) {
    const std::size_t findings_before = diagnostics_.findings().size();
    std::size_t rows = 0;
    read_csv(file, columns, diagnostics_, [&](Place place, const CsvRow& row) {
        ++rows;
        read(place, row);
    });
    if (rows == 0 && diagnostics_.findings().size() == findings_before)
        diagnostics_.error({file.file, 1, 0}, "the list must have at least one row, but has only a header");
}

/// A list of a million rows is otherwise copied repeatedly while it grows. Short lists grow by themselves: to make
/// room for each of many would copy them more often.
void Loader::reserve_contacts(std::size_t rows) {
    const std::size_t known = scenario_.rows.size();
    if (rows <= known || known >= kMostRows) return;
    rows = std::min(rows, kMostRows - known);
    scenario_.rows.reserve(known + rows);
    scenario_.officials.reserve(scenario_.officials.size() + rows);
    officials_.reserve(rows);
    prefer_large_pages(scenario_.rows);
    prefer_large_pages(scenario_.officials);
}

void Loader::read_contacts(const Files::Text& file) {
    reserve_contacts(static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n')));
    bool too_many = false;
    read_rows(file, kContactColumns, [&](Place place, const CsvRow& row) {
        if (scenario_.rows.size() < kMostRows) {
            read_contact(place, row);
        } else if (!std::exchange(too_many, true)) {
            diagnostics_.error(place, fmt::format("with this, the lists exceed their limit of {} rows", kMostRows));
        }
    });
}

void Loader::read_contact(Place place, const CsvRow& row) {
    std::uint32_t wrong = 0;  // a bit for each column
    const auto complain = [&](ContactColumn column, std::string message, std::string hint = {}) {
        diagnostics_.error_in_column(place, kContactColumns.names[column], std::move(message), std::move(hint));
        wrong |= 1U << column;
    };
    const auto refer = [&](ContactColumn column, const Names& names, bool required) -> Index {
        if (row[column].empty()) {
            if (required) complain(column, "the field must not be empty");
            return kNone;
        }
        const auto index = names.find(row[column]);
        if (!index) complain(column, names.unknown(row[column]), names.suggestion(row[column]));
        return index.value_or(kNone);
    };

    Official person;
    person.id = row[contact_official];
    if (person.id.empty()) complain(contact_official, "the field must not be empty");
    person.party = refer(contact_party, parties_, true);
    person.organisation = row[contact_organisation];
    person.role = row[contact_role];
    person.name = row[contact_name];
    if (!row[contact_authority].empty()) {
        const auto value = whole_of(row[contact_authority], kHighestAuthority);
        if (!value)
            complain(contact_authority, fmt::format("\"{}\" is not a whole number from 0 to {}",
                                                    row[contact_authority], kHighestAuthority));
        person.authority = value.value_or(0);
    }
    if (!row[contact_seats].empty()) {
        const auto value = whole_of(row[contact_seats], kMostSeats);
        if (!value || *value == 0)
            complain(contact_seats,
                     fmt::format("\"{}\" is not a whole number from 1 to {}", row[contact_seats], kMostSeats));
        person.seats = value.value_or(1);
    }
    person.languages = split_field(row[contact_languages]);
    person.roster = refer(contact_roster, rosters_, false);
    person.staleness = refer(contact_staleness, stalenesses_, false);
    person.site = refer(contact_site, sites_, false);
    if (person.party == kNone) {  // his languages and site may be those of his party
        wrong |= 1U << contact_languages | 1U << contact_site;
    } else {
        if (person.languages.empty()) person.languages = scenario_.parties[person.party].languages;
        if (person.site == kNone) person.site = scenario_.parties[person.party].site;
    }
    person.time_zone = row[contact_time_zone];
    if (!person.time_zone.empty()) {
        const Party* party = person.party == kNone ? nullptr : &scenario_.parties[person.party];
        if (const auto known_wrong = wrong_zone(person.time_zone, party))
            complain(contact_time_zone, known_wrong->message, known_wrong->hint);
    }
    person.identity = identity_of(person.id);
    person.place = place;

    Row entry;
    entry.response = refer(contact_response, responses_, true);
    entry.channel = refer(contact_channel, channels_, true);
    entry.address = row[contact_address];
    entry.place = place;
    if (!row[contact_patience].empty()) {
        entry.patience = parse_duration(row[contact_patience]);
        if (!entry.patience)
            complain(contact_patience, fmt::format("\"{}\" is not a duration", row[contact_patience]),
                     kHowDurationsAreWritten);
    }
    if (!row[contact_last_verified].empty()) {
        entry.last_verified = read_date(row[contact_last_verified], [&](std::string message, std::string hint) {
            complain(contact_last_verified, std::move(message), std::move(hint));
        });
    }
    if (wrong != 0) {
        const Index official = officials_.add(person.id);  // so that steps that name him raise no errors
        if (official == scenario_.officials.size()) {
            scenario_.officials.push_back(std::move(person));
            wrong_columns_[official] = wrong;
        }
        return;
    }
    entry.official = officials_.add(person.id);
    if (entry.official == scenario_.officials.size()) {
        scenario_.officials.push_back(std::move(person));
    } else {
        const Official& first = scenario_.officials[entry.official];
        const auto known = wrong_columns_.find(entry.official);
        const std::uint32_t wrong_in_first = known == wrong_columns_.end() ? 0 : known->second;
        const auto agree = [&](ContactColumn column, bool same) {
            if (!same && (wrong_in_first >> column & 1U) == 0) {
                complain(
                    column,
                    fmt::format("official \"{}\" must have the same {} in all rows, but has another in line {}",
                                first.id, kContactColumns.names[column], first.place.line),
                    "rows of one official may differ only in response, channel, address, last_verified and patience");
            }
        };
        agree(contact_party, first.party == person.party);
        agree(contact_organisation, first.organisation == person.organisation);
        agree(contact_role, first.role == person.role);
        agree(contact_name, first.name == person.name);
        agree(contact_authority, first.authority == person.authority);
        agree(contact_seats, first.seats == person.seats);
        agree(contact_languages, first.languages == person.languages);
        agree(contact_roster, first.roster == person.roster);
        agree(contact_staleness, first.staleness == person.staleness);
        agree(contact_site, first.site == person.site);
        agree(contact_time_zone, first.time_zone == person.time_zone);
    }
    Official& owner = scenario_.officials[entry.official];
    std::uint64_t ordinal = 0;
    for (const Index other : owner.rows) {
        if (scenario_.rows[other].channel != entry.channel) continue;
        ++ordinal;
        if (scenario_.rows[other].address == entry.address) {
            complain(contact_address,
                     fmt::format("this row has the same official, channel and address as the row in line {}",
                                 scenario_.rows[other].place.line));
        }
    }
    if (owner.rows.size() == kMostRowsOfOfficial) {
        complain(contact_official, fmt::format("official \"{}\" must have at most {} rows, but has more", owner.id,
                                               kMostRowsOfOfficial));
        return;
    }
    add_row(std::move(entry), ordinal);
}

void Loader::add_row(Row entry, std::uint64_t ordinal) {
    Official& owner = scenario_.officials[entry.official];
    entry.identity = combine(combine(owner.identity, scenario_.channels[entry.channel].identity), ordinal);
    owner.rows.push_back(static_cast<Index>(scenario_.rows.size()));
    scenario_.rows.push_back(std::move(entry));
}

/// Random draws are keyed by identity: two officials or rows with the same identity would get the same draws.
void Loader::check_contacts() {
    const std::size_t people = scenario_.officials.size();
    std::vector<std::pair<Identity, std::size_t>> things;  // officials, then rows
    things.reserve(people + scenario_.rows.size());
    for (const Official& person : scenario_.officials) things.emplace_back(person.identity, things.size());
    for (const Row& row : scenario_.rows) things.emplace_back(row.identity, things.size());
    std::sort(things.begin(), things.end());
    const auto row_of = [&](std::size_t thing) -> const Row& { return scenario_.rows[thing - people]; };
    const auto name_of = [&](std::size_t thing) {
        if (thing < people) return fmt::format("official \"{}\"", scenario_.officials[thing].id);
        return fmt::format("a row of official \"{}\"", scenario_.officials[row_of(thing).official].id);
    };
    for (std::size_t index = 1; index < things.size(); ++index) {
        if (things[index - 1].first != things[index].first) continue;
        const std::size_t thing = things[index].second;
        diagnostics_.error(thing < people ? scenario_.officials[thing].place : row_of(thing).place,
                           fmt::format("{} and {} must have different identities, but their ids have the same hash",
                                       name_of(things[index - 1].second), name_of(thing)),
                           "rename one of them");
    }
}

void Loader::read_holidays(const Files::Text& file) {
    read_rows(file, kHolidayColumns, [&](Place place, const CsvRow& row) {
        const auto complain = [&](HolidayColumn column, std::string message, std::string hint = {}) {
            diagnostics_.error_in_column(place, kHolidayColumns.names[column], std::move(message), std::move(hint));
        };
        Holiday holiday;
        const auto whose = parties_.find(row[holiday_party]);
        if (!whose) {
            complain(holiday_party, parties_.unknown(row[holiday_party]), parties_.suggestion(row[holiday_party]));
        }
        const auto date = read_date(row[holiday_date], [&](std::string message, std::string hint) {
            complain(holiday_date, std::move(message), std::move(hint));
        });
        const std::string_view kind = row[holiday_kind];
        if (!kind.empty() && kind != "holiday" && kind != "short" && kind != "worked") {
            complain(
                holiday_kind,
                fmt::format("the kind of a day must be \"holiday\", \"short\" or \"worked\", but is \"{}\"", kind));
        } else if (kind == "short" && row[holiday_hours].empty()) {
            complain(holiday_hours, "a short day must have hours, but has none", kHowHoursAreWritten);
        }
        if (!row[holiday_hours].empty()) {
            holiday.hours = parse_hours(row[holiday_hours]);
            if (!holiday.hours) complain(holiday_hours, not_hours(row[holiday_hours]), kHowHoursAreWritten);
            if (kind.empty() || kind == "holiday")
                complain(holiday_hours, "a holiday must not have hours",
                         "call a day on which some hours are worked \"short\"");
        }
        if (!row[holiday_site].empty()) {
            const auto site = sites_.find(row[holiday_site]);
            if (!site)
                complain(holiday_site, sites_.unknown(row[holiday_site]), sites_.suggestion(row[holiday_site]));
            holiday.site = site.value_or(kNone);
        }
        if (!whose || !date) return;
        holiday.party = *whose;
        holiday.date = *date;
        holiday.worked = kind == "worked";
        holiday.name = row[holiday_name];
        holiday.organisation = row[holiday_organisation];
        holiday.place = place;
        scenario_.holidays.push_back(std::move(holiday));
    });
}

}  // namespace hotline
