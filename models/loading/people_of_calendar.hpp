// Which officials an event of a calendar means. On-call services write people into the attendees or the summary:
// "On Call - Ann Lee - desk", "Rotation L1: ann@desk.example".
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "models/calendars/calendar_file.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

class PeopleOfCalendar {
public:
    explicit PeopleOfCalendar(const Scenario& scenario);

    /// The officials whom an event means, or what is wrong.
    struct Meant {
        std::vector<Index> officials;
        Place place;  // of the text that names them
        std::string message;
        std::string hint;
    };
    /// Attendees count, by address, id or name. If none of them is on the lists, those whose id, name or address
    /// stands in the summary as whole words. `of_several`: whether the event may mean several.
    Meant meant_by(const CalendarEvent& event, bool of_several);

private:
    void add(std::string_view text, Index official);
    const std::vector<Index>* called(std::string_view text) const;
    Meant meant_by_attendees(const CalendarEvent& event) const;
    Meant meant_by_summary(const CalendarEvent& event);
    std::string ids_of(const std::vector<Index>& officials) const;

    const Scenario& scenario_;
    std::unordered_map<std::string, std::vector<Index>> called_;  // by what they are called, in lower case
    std::vector<std::string> names_;                              // as written, for suggestions
    std::size_t longest_ = 0;
    std::unordered_map<std::string, Meant> by_summary_;
    std::size_t suggestions_ = 0;
};

}  // namespace hotline
