#include "models/scenario/zone_hint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "models/base/alike.hpp"
#include "models/scenario/calendar.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostZones = 5;  // of a country that are named

/// The rows of a table of the database, which parts its fields by tabs.
std::vector<std::vector<std::string>> table_of_zones(const char* name) {
    std::vector<std::vector<std::string>> rows;
    std::ifstream file(std::string("/usr/share/zoneinfo/") + name);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string>& row = rows.emplace_back(1);
        for (const char letter : line) {
            if (letter == '\t') {
                row.emplace_back();
            } else {
                row.back() += letter;
            }
        }
    }
    return rows;
}

/// "Los Angeles" of "America/Los_Angeles".
std::string city_of(const std::string& zone) {
    std::string city = zone.substr(zone.find_last_of('/') + 1);
    std::replace(city.begin(), city.end(), '_', ' ');
    return city;
}

struct Zones {
    std::string of;  // a country; empty: of a city or a remark
    std::vector<std::string> names;
};

/// What the tables say about words, without capitals and accents.
class Atlas {
public:
    Atlas() {
        std::map<std::string, std::vector<std::string>> zones;  // by the code of the country
        for (const auto& row : table_of_zones("zone.tab")) {
            if (row.size() < 3 || !known_time_zone(row[2])) continue;
            zones[row[0]].push_back(row[2]);
            cities_[plain(city_of(row[2]))].push_back(row[2]);
            if (row.size() > 3) remarks_.emplace_back(' ' + plain(row[3]) + ' ', row[2]);
        }
        for (const auto& row : table_of_zones("iso3166.tab")) {
            if (row.size() < 2) continue;
            if (const std::string abbreviation = abbreviation_in(row[1]); !abbreviation.empty())
                countries_.try_emplace(plain(abbreviation), Zones{row[1], zones[row[0]]});
            for (const std::string& name : names_of_country(row[0], row[1])) {
                Zones& country = countries_[plain(name)];
                country.of = country.of.empty() ? row[1] : country.of + " and " + row[1];
                const auto& more = zones[row[0]];
                country.names.insert(country.names.end(), more.begin(), more.end());
            }
        }
    }

    std::optional<Zones> find(const std::string& written) const {
        const std::string word = plain(written);
        if (word.empty()) return {};
        if (const auto city = cities_.find(word); city != cities_.end()) return Zones{{}, city->second};
        if (const auto country = countries_.find(word); country != countries_.end()) return country->second;
        return {};
    }

    /// The zones whose remark has the word, such as "Beijing".
    Zones remarked(const std::string& written) const {
        constexpr std::size_t kShortest = 4;
        const std::string word = plain(written);
        Zones found;
        for (const auto& [remark, zone] : remarks_) {
            if (word.size() >= kShortest && remark.find(' ' + word + ' ') != remark.npos) found.names.push_back(zone);
        }
        return found;
    }

private:
    /// "UK" of "Britain (UK)"; the first country that has it is meant, not "Virgin Islands (UK)".
    static std::string abbreviation_in(const std::string& name) {
        const std::size_t open = name.find(" (");
        if (open == name.npos || !name.ends_with(')')) return {};
        const std::string part = name.substr(open + 2, name.size() - open - 3);
        const bool capitals =
            std::all_of(part.begin(), part.end(), [](char one) { return one >= 'A' && one <= 'Z'; });
        return capitals ? part : std::string();
    }

    /// "Korea (South)" is also called "South Korea", and "Britain (UK)" also "Britain".
    static std::set<std::string> names_of_country(const std::string& code, const std::string& name) {
        std::set<std::string> names{code, name};
        const std::size_t open = name.find(" (");
        if (open != name.npos && name.ends_with(')')) {
            const std::string whole = name.substr(0, open);
            const std::string part = name.substr(open + 2, name.size() - open - 3);
            names.insert({whole, part + ' ' + whole});
        }
        return names;
    }

    std::map<std::string, std::vector<std::string>> cities_;
    std::map<std::string, Zones> countries_;
    std::vector<std::pair<std::string, std::string>> remarks_;  // with their zones
};

std::string hint_of(const std::string& unknown, Zones zones) {
    // Of zones of several regions, those in the region that was written.
    const std::string region = unknown.substr(0, unknown.find('/') + 1);
    std::vector<std::string> there;
    std::copy_if(zones.names.begin(), zones.names.end(), std::back_inserter(there),
                 [&](const std::string& zone) { return !region.empty() && zone.starts_with(region); });
    if (!there.empty()) zones.names = there;
    if (zones.names.size() == 1) return fmt::format("did you mean \"{}\"?", zones.names.front());
    std::string more;
    if (zones.names.size() > kMostZones) {
        more = fmt::format("\" and {} more", zones.names.size() - kMostZones);
        zones.names.resize(kMostZones);
    }
    return fmt::format("{} has \"{}{}", zones.of.empty() ? "the tz database" : zones.of,
                       fmt::join(zones.names, "\", \""), more.empty() ? "\"" : more);
}

}  // namespace

std::string zone_hint(const std::string& unknown, const std::vector<std::string>& place) {
    static const Atlas atlas;
    const std::string city = city_of(unknown);
    if (auto zones = atlas.find(city); zones && !zones->names.empty()) return hint_of(unknown, std::move(*zones));
    if (Zones zones = atlas.remarked(city); !zones.names.empty()) return hint_of(unknown, std::move(zones));
    for (const std::string& word : place) {
        auto zones = atlas.find(word);
        if (zones && !zones->names.empty()) return hint_of(unknown, std::move(*zones));
    }
    return {};
}

}  // namespace hotline
