// Which time zone somebody may mean by a name that the tz database does not have, such as "Europe/Bern". The
// database's own tables have the zones of each country, with the city of each and remarks such as "Beijing Time"
// (zone.tab), and the names of countries (iso3166.tab). They do not have other cities, capitals among them.
#pragma once

#include <string>
#include <vector>

namespace hotline {

/// A hint such as `did you mean "Europe/Zurich"?`, or the zones of a country. `place` are further words that may say
/// where it is, such as a party's capital, name and id; the first that says something counts. Empty if nothing does.
std::string zone_hint(const std::string& unknown, const std::vector<std::string>& place);

}  // namespace hotline
