#include "models/loading/people_of_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "models/base/alike.hpp"
#include "models/base/utf8.hpp"
#include "models/documents/diagnostics.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLongestSummary = 300;  // bytes in which people are looked for
constexpr std::size_t kMostHints = 1000;
constexpr std::size_t kMostNamed = 5;  // of those whom a text could mean

std::string as_compared(std::string_view text) {
    return lower_case(trimmed(readable(text)));
}

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
           (static_cast<unsigned char>(letter) & 0x80U) != 0;
}

/// Whether words may begin or end at a letter of the text. A mark within a word, as in "ann.lee", does not divide it.
bool divides(std::string_view text, std::size_t at) {
    if (at == 0 || at == text.size()) return true;
    const auto in_word = [&](std::size_t letter) {
        if (is_letter(text[letter])) return true;
        const bool mark = std::string_view("-_.@+").find(text[letter]) != std::string_view::npos;
        return mark && letter > 0 && letter + 1 < text.size() && is_letter(text[letter - 1]) &&
               is_letter(text[letter + 1]);
    };
    return !in_word(at - 1) || !in_word(at);
}

}  // namespace

PeopleOfCalendar::PeopleOfCalendar(const Scenario& scenario) : scenario_(scenario) {
    for (Index index = 0; index < scenario.officials.size(); ++index) {
        const Official& official = scenario.officials[index];
        add(official.id, index);
        add(official.name, index);
        for (const Index row : official.rows) add(scenario.rows[row].address, index);
    }
}

void PeopleOfCalendar::add(std::string_view text, Index official) {
    std::string known = as_compared(text);
    if (known.empty()) return;
    longest_ = std::max(longest_, known.size());
    auto& officials = called_[std::move(known)];
    if (officials.empty()) names_.emplace_back(text);
    if (std::find(officials.begin(), officials.end(), official) == officials.end()) officials.push_back(official);
}

const std::vector<Index>* PeopleOfCalendar::called(std::string_view text) const {
    const auto found = called_.find(as_compared(text));
    return found == called_.end() ? nullptr : &found->second;
}

std::string PeopleOfCalendar::ids_of(const std::vector<Index>& officials) const {
    std::string text;
    for (std::size_t number = 0; number < std::min(officials.size(), kMostNamed); ++number) {
        if (number > 0) text += number + 1 == officials.size() ? " or " : ", ";
        text += fmt::format("\"{}\"", scenario_.officials[officials[number]].id);
    }
    return officials.size() > kMostNamed ? text + ", …" : text;
}

PeopleOfCalendar::Meant PeopleOfCalendar::meant_by(const CalendarEvent& event, bool of_several) {
    Meant meant = meant_by_attendees(event);
    if (meant.officials.empty() && meant.message.empty()) {
        meant = meant_by_summary(event);
        meant.place = event.summary_place;
        if (!meant.message.empty() && !event.attendees.empty() && event.summary.empty())
            meant.place = event.attendees.front().place;
    }
    if (!of_several && meant.officials.size() > 1) {
        meant.message = fmt::format("the event must mean one official, but means {}", ids_of(meant.officials));
        meant.hint = "divide it, or leave the others out";
    }
    return meant;
}

PeopleOfCalendar::Meant PeopleOfCalendar::meant_by_attendees(const CalendarEvent& event) const {
    Meant meant;
    const Attendee* unknown = nullptr;
    for (const Attendee& attendee : event.attendees) {
        const std::vector<Index>* found = called(attendee.address);
        if (!found && !attendee.name.empty()) found = called(attendee.name);
        if (!found) {
            unknown = &attendee;
        } else if (found->size() > 1) {
            return {{},
                    attendee.place,
                    fmt::format("this attendee could be {}", ids_of(*found)),
                    "name the attendee by an id, or by an address of one official"};
        } else if (std::find(meant.officials.begin(), meant.officials.end(), found->front()) ==
                   meant.officials.end()) {
            meant.officials.push_back(found->front());
            if (meant.place.line == 0) meant.place = attendee.place;
        }
    }
    if (meant.officials.empty() || !unknown) return meant;
    const std::string& shown = unknown->address.empty() ? unknown->name : unknown->address;
    return {{},
            unknown->place,
            fmt::format("no official has the id, name or address \"{}\"", shortened(printable(shown), 100)),
            did_you_mean(shown, names_)};
}

PeopleOfCalendar::Meant PeopleOfCalendar::meant_by_summary(const CalendarEvent& event) {
    const auto [known, fresh] = by_summary_.try_emplace(event.summary);
    if (!fresh) return known->second;
    Meant& meant = known->second;
    const std::string text = as_compared(shortened(event.summary, kLongestSummary));
    std::vector<std::size_t> edges;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (divides(text, at)) edges.push_back(at);
    }
    // At each place the longest text counts: "ann lee", not "ann".
    std::set<std::vector<Index>> found;
    for (std::size_t first = 0; first < edges.size(); ++first) {
        for (std::size_t last = edges.size() - 1; last > first; --last) {
            const std::size_t length = edges[last] - edges[first];
            if (length > longest_) continue;
            const auto officials = called_.find(text.substr(edges[first], length));
            if (officials == called_.end()) continue;
            found.insert(officials->second);
            first = last - 1;  // go on after it
            break;
        }
    }
    const std::string shown = shortened(printable(event.summary), 100);
    for (const std::vector<Index>& officials : found) {
        if (officials.size() > 1) {
            meant.message = fmt::format("\"{}\" could mean {}", shown, ids_of(officials));
            meant.hint = "name the official by the id, or as an attendee";
            return meant;
        }
        meant.officials.push_back(officials.front());
    }
    std::sort(meant.officials.begin(), meant.officials.end());
    meant.officials.erase(std::unique(meant.officials.begin(), meant.officials.end()), meant.officials.end());
    if (!meant.officials.empty()) return meant;
    const std::string& attendee = event.attendees.empty() ? std::string() : event.attendees.front().address;
    if (event.summary.empty() && attendee.empty()) {
        meant.message = "the event must name an official in its attendees or its SUMMARY, but has neither";
        return meant;
    }
    const std::string& asked = event.summary.empty() ? attendee : event.summary;
    meant.message =
        fmt::format("no official has an id, name or address that stands in \"{}\"", shortened(printable(asked), 100));
    if (suggestions_++ < kMostHints) {
        meant.hint = did_you_mean(asked, names_);
        // "On Call - Ann Le - desk": the part between separators may be near.
        for (std::size_t begin = 0; meant.hint.empty() && begin < asked.size();) {
            const std::size_t end = std::min(asked.find_first_of(":()[]-,", begin), asked.size());
            const std::string part(trimmed(std::string_view(asked).substr(begin, end - begin)));
            if (part.size() > 2) meant.hint = did_you_mean(part, names_);
            begin = end + 1;
        }
    }
    return meant;
}

}  // namespace hotline
