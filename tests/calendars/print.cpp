// Prints what happens in calendars, for tests/cli/calendars_test.py: FIRST LAST FILE…
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>

#include "models/calendars/calendar_file.hpp"
#include "models/scenario/instant_text.hpp"

int main(int count, char** words) {
    using namespace hotline;
    if (count < 4) return 2;
    for (int word = 3; word < count; ++word) {
        std::ifstream stream(words[word], std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        Diagnostics diagnostics;
        const Files::Text file{diagnostics.add_file("calendar.ics", text), text};
        const CalendarFile calendar =
            read_calendar(file, parse_utc(words[1]).value(), parse_utc(words[2]).value(), diagnostics);
        fmt::print("{}\n", words[word]);
        for (const Occurrence& occurrence : calendar.occurrences) {
            constexpr const char* kKinds[] = {"date", "local", "instant"};
            fmt::print("{} {} to {} {}\n", kKinds[static_cast<std::size_t>(occurrence.from.kind)],
                       utc_text(Instant{occurrence.from.at}), utc_text(Instant{occurrence.until.at}),
                       calendar.events[occurrence.event].summary);
        }
        fmt::print("{}\n", diagnostics.text());
    }
}
