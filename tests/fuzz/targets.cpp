#include "tests/fuzz/targets.hpp"

#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <vector>

#include "models/base/duration.hpp"
#include "models/documents/csv_table.hpp"
#include "models/documents/plain_list.hpp"
#include "models/lint/lint.hpp"
#include "models/loading/load.hpp"
#include "models/loading/loader.hpp"
#include "models/loading/ping_log.hpp"
#include "models/loading/published.hpp"
#include "models/loading/test_log.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/zone_hint.hpp"
#include "tests/support/workbook_files.hpp"

namespace hotline::fuzz {
namespace {

const std::string kScenario = R"(
horizon = "24h"
contacts = ["contacts.csv"]
parties = ["parties.csv"]
holidays = ["holidays.csv"]
leave = ["leave.csv"]
overrides = ["overrides.csv"]
start = { at = 2012-10-04T02:30:00Z }
[party.uk]
time_zone = "Europe/London"
languages = ["en"]
[party.cn]
time_zone = "Asia/Shanghai"
hand_over = "inside"
[roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-17:30" }]
[rota.desk]
party = "cn"
members = ["cn-cert", "cn-desk"]
turn = "1d"
first = 2012-10-01
[staleness.person]
per_year = 0.5
[response.desk]
on_duty = { answer = 0.9, latency = { law = "empirical", file = "durations.csv" } }
[channel.pstn]
kind = "call"
[channel.email]
kind = "message"
[protocol.lists]
goal = { authority = 1 }
[[protocol.lists.step]]
call = { role = "duty officer" }
[protocol.inside]
[[protocol.inside.step]]
call = { party = "callee" }
[[contacts_for_each]]
parties = "*"
official = "{party}-desk"
organisation = "desk of {name} in {capital}"
languages = ["{languages}"]
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
last_verified = { between = [2011-10-01, 2012-10-01] }
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
)";
const std::string kContacts =
    "official,party,role,authority,languages,roster,response,staleness,channel,address,last_verified\n"
    "cn-cert,cn,duty officer,1,zh;en,office,desk,person,pstn,1,2012-01-01\n"
    "cn-cert,cn,duty officer,1,zh;en,office,desk,person,email,2,\n";

void replace(std::string& text, const std::string& part, const std::string& by) {
    text.replace(text.find(part), part.size(), by);
}

/// The scenario with no list but the contacts and this one. Each list that is read besides costs as much as this one.
std::string scenario_with(const std::string& list) {
    std::string text = kScenario;
    for (const std::string other : {"parties", "holidays", "leave", "overrides"}) {
        if (other + ".csv" != list) replace(text, other + " = [\"" + other + ".csv\"]\n", "");
    }
    if (list != "parties.csv") {
        const std::size_t begin = text.find("[[contacts_for_each]]");
        text.erase(begin, text.find("[[case]]") - begin);
    }
    return text;
}

/// The places that take a calendar: what the scenario has there, and what it has instead.
const std::vector<std::array<std::string, 3>>& places_of_calendars() {
    static const std::vector<std::array<std::string, 3>> places{
        {"holidays.csv", "[\"holidays.csv\"]", "[{ file = \"desk.ics\", party = \"cn\" }]"},
        {"leave.csv", "[\"leave.csv\"]", "[\"desk.ics\"]"},
        {"overrides.csv", "[\"overrides.csv\"]", "[{ file = \"desk.ics\", rota = \"desk\" }]"},
        {"", "members = [\"cn-cert\", \"cn-desk\"]\nturn = \"1d\"\nfirst = 2012-10-01", "calendar = \"desk.ics\""}};
    return places;
}

const std::map<std::string, std::string>& usual_files() {
    static const std::map<std::string, std::string> files{
        {"scenario.toml", kScenario},
        {"contacts.csv", kContacts},
        {"parties.csv", "party,name,time_zone,languages,group\nfr,France,Europe/Paris,fr,eu;nato\n"},
        {"holidays.csv", "party,date,kind,name\ncn,2012-10-01,holiday,National Day\n"},
        {"leave.csv", "official,from,until,deputy\ncn-cert,2012-10-04,2012-10-05T12:00,uk-desk\n"},
        {"overrides.csv", "rota,official,from,until\ndesk,uk-desk,2012-10-04,2012-10-05T12:00\n"},
        {"durations.csv", "seconds\n10\n20.5\n"}};
    return files;
}

/// Reads the usual files from memory, with another one in the place of one of them.
ReadFile reader_with(const std::string& other, const std::string& bytes) {
    return [other, &bytes](const std::filesystem::path& file, std::string& why) -> std::optional<std::string> {
        const std::string name = file.filename().string();
        if (name == other) return bytes;
        const auto found = usual_files().find(name);
        if (found != usual_files().end()) return found->second;
        why = "not here";
        return {};
    };
}

/// Shows the errors of a wrong scenario, and lints a right one.
void use(const std::optional<Scenario>& scenario, Diagnostics& diagnostics) {
    if (scenario && !diagnostics.has_errors()) lint(*scenario, diagnostics);
    diagnostics.text();
}

Node document_of(const std::string& scenario) {
    Diagnostics diagnostics;
    const ReadFile read = reader_with("scenario.toml", scenario);
    Files files(diagnostics, read);
    return read_document("scenario.toml", files, diagnostics).value();
}

/// Loads the scenario of a document with another list.
void load_with_list(const Node& document, const std::string& list, const std::string& bytes) {
    Diagnostics diagnostics;
    const ReadFile read = reader_with(list, bytes);
    Files files(diagnostics, read);
    files.read("scenario.toml", {});  // the document's places are in the first file
    use(Loader(files, diagnostics).load(document), diagnostics);
}

void load_with_list(const std::string& list, const std::string& bytes) {
    static const Node document = document_of(scenario_with(list));  // it is read only once, as a fuzzer has one list
    load_with_list(document, list, bytes);
}

}  // namespace

void load_as_scenario(const std::string& bytes) {
    Diagnostics diagnostics;
    use(load_scenario("scenario.toml", diagnostics, reader_with("scenario.toml", bytes)), diagnostics);
}

void load_as_contacts(const std::string& bytes) {
    load_with_list("contacts.csv", bytes);
}

void load_as_sheet(const std::string& bytes) {
    load_as_contacts(archive_of(workbook_parts(bytes)));
}

void load_as_parties(const std::string& bytes) {
    load_with_list("parties.csv", bytes);
}

void load_as_holidays(const std::string& bytes) {
    load_with_list("holidays.csv", bytes);
}

void load_as_leave(const std::string& bytes) {
    load_with_list("leave.csv", bytes);
}

void load_as_overrides(const std::string& bytes) {
    load_with_list("overrides.csv", bytes);
}

void load_as_calendar(const std::string& bytes) {
    static const std::vector<Node> documents = [] {
        std::vector<Node> made;
        for (const auto& [list, part, calendar] : places_of_calendars()) {
            std::string scenario = scenario_with(list);
            replace(scenario, part, calendar);
            made.push_back(document_of(scenario));
        }
        return made;
    }();
    // The bytes choose the place: so each run reads the calendar only once.
    load_with_list(documents[std::hash<std::string>()(bytes) % documents.size()], "desk.ics", bytes);
}

void load_as_durations(const std::string& bytes) {
    Diagnostics diagnostics;
    read_csv_numbers({diagnostics.add_file("durations.csv", bytes), bytes}, diagnostics);
    diagnostics.text();
}

void load_as_log(const std::string& bytes) {
    // The bytes choose the reader and the horizon: so each run reads the log only once.
    const std::size_t chosen = std::hash<std::string>()(bytes);
    const auto horizon = chosen & 1 ? std::optional(3600.0) : std::nullopt;
    Diagnostics diagnostics;
    if (chosen & 2) {
        load_test_log("log.csv", {"duration", {}, {}, horizon}, diagnostics, reader_with("log.csv", bytes));
    } else {
        PingLog log;
        load_ping_log("log.csv", {{}, horizon, "Europe/London", {}}, diagnostics, log, reader_with("log.csv", bytes));
    }
    diagnostics.text();
}

void load_as_published(const std::string& bytes) {
    Diagnostics diagnostics;
    diagnostics.add_file("scenario.toml", "");
    PublishedFigures(diagnostics, reader_with("published.csv", bytes)).named_in(bytes);
    diagnostics.text();
}

/// Records are disjoint and in order, each field begins where its record does or later, and a field that is written
/// again is read as it was. A violation is a crash.
void split_as_records(const std::string& bytes) {
    const auto require = [](bool holds) {
        if (!holds) std::abort();
    };
    for (const char separator : {',', ';', '\t'}) {
        RecordReader reader(bytes, separator);
        std::uint32_t line = 0;
        std::size_t begin = 0;
        for (auto read = reader.next(); read != RecordReader::Read::end; read = reader.next()) {
            require(reader.line() > line);
            line = reader.line();
            for (std::size_t number = 1; number <= reader.fields().size(); ++number) {
                const std::size_t at = reader.begin_of_field(number);
                require(at >= begin && at <= bytes.size());
                begin = at;
            }
            require(reader.begin_of_field(reader.fields().size() + 2) == std::string::npos);
            if (read == RecordReader::Read::wrong) {
                require(reader.wrong_line() >= line && !reader.message().empty());
                require(reader.begin_of_field(reader.wrong_field()) <= bytes.size());
            }
        }
    }
    if (bytes.find_first_of("\r\n") != std::string::npos || bytes.find_first_not_of(" \t") == std::string::npos)
        return;
    const std::string written = csv_field(bytes) + ",x\n";
    if (bytes.find_first_not_of(" \t") != 0 || bytes.front() == '"') return;  // blanks before quotes are dropped
    RecordReader again(written, ',');
    require(again.next() == RecordReader::Read::record && again.fields().size() == 2);
    std::string read(again.fields().front().text);
    for (std::size_t at = 0; (at = read.find("\"\"", at)) != read.npos && again.fields().front().quoted; ++at)
        read.erase(at, 1);
    require(read == bytes);
}

void parse_as_quantity(const std::string& bytes) {
    if (const auto duration = parse_duration(bytes, true)) duration_text(*duration);
    parse_size(bytes);
    parse_bandwidth(bytes);
    if (const auto at = parse_utc(bytes)) utc_text(*at);
    if (const auto local = parse_local(bytes)) zone_hint(local->where, {local->where});
}

}  // namespace hotline::fuzz
