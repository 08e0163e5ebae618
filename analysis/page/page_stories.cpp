// Single drills as timelines.
#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/timeline_picture.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostEvents = 120;

void add_events(const Element& figure, const Story& story) {
    Table table(add_details(figure, "What happened, in words"), fmt::format("Replication {}", story.replication),
                {"after", "the callee’s clock", "who", "what"});
    for (std::size_t index = 0; index < story.events.size(); ++index) {
        const StoryEvent& event = story.events[index];
        if (index == kMostEvents) {
            table.row("…").cell("", false).cell("", false).cell(
                fmt::format("and {} more: see hotline replay", story.events.size() - index), false);
            break;
        }
        table.row(moment_text(event.at)).cell(event.clock, false);
        table.cell_of("words").name(event.who);
        table.cell_of("words").set("dir", "auto").text(event.what);
    }
}

void add_signs(const Element& section) {
    const Element list = section.add("ul").set("class", "signs");
    for (const auto& [css, sign, words] :
         {std::tuple("made", "✓", "contact, the highest bar"), std::tuple("passed", "→", "handed over"),
          std::tuple("passed", "←", "called back, a disc"),
          std::tuple("vain", "–", "no answer, cut off, or no use: a low bar"),
          std::tuple("dead", "✕", "dead number or channel: the lowest bar")}) {
        const Element item = list.add("li");
        item.add("span", sign).set("class", fmt::format("sign-key {}", css)).set("aria-hidden", "true");
        item.text(words);
    }
}

}  // namespace

void add_stories(const Spot& spot, const PageScenario& part) {
    if (part.stories.empty()) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("drills", "Single drills");
    section.add("p",
                "Among the drills with contact, the one with the median time and the one at the 95th percentile; and "
                "one that failed. A line goes from the caller to the official; the bar is the call; a stroke through "
                "it is the answer. A dashed line is a call back.");
    add_signs(section);
    std::pair<Index, Index> last{kNone, kNone};
    for (const Story& story : part.stories) {
        const std::pair now{story.case_index, story.protocol};
        if (now != last) {
            std::string title = scenario.protocols[story.protocol].title;
            if (groups_of(part.outcomes).size() > 1)
                title = fmt::format("{}: {}", case_text(scenario, story.case_index), title);
            spot.heading(section, 1, title);
        }
        last = now;
        const Element figure =
            add_figure(section, fmt::format("{}: {}", story.kind,
                                            story.contact == kNever
                                                ? fmt::format("no contact within {}", duration_text(story.ends))
                                                : fmt::format("contact after {}", moment_text(story.contact))));
        figure.add("p", "more", fmt::format("Replication {}, begins {}.", story.replication, story.begins));
        draw(figure, Width::wide, scenario, story);
        draw(figure, Width::narrow, scenario, story);
        add_events(figure, story);
    }
}

}  // namespace hotline
