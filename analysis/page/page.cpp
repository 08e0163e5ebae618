#include "analysis/page/page.hpp"

#include <algorithm>
#include <sstream>

#include "analysis/assets/assets.hpp"
#include "analysis/page/page_parts.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/version.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

std::string title_of(const PageScenario& part) {
    if (part.scenario->title.empty()) return part.label;
    return part.variant.empty() ? part.scenario->title : fmt::format("{}: {}", part.scenario->title, part.variant);
}

std::string title_of(const Page& page) {
    return page.scenarios.size() == 1 ? title_of(page.scenarios.front())
                                      : fmt::format("{} scenarios side by side", page.scenarios.size());
}

/// JSON inside an element of HTML: nothing in it can end the element, whatever a scenario says.
std::string inert(const std::string& json) {
    std::string safe;
    for (const char letter : json) {
        switch (letter) {
            case '<':
            case '>':
            case '&':
                safe += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
                break;
            default:
                safe += letter;
        }
    }
    return safe;
}

void add_data(const Element& parent, const std::string& id, const std::string& json) {
    parent.add("script").set("type", "application/json").set("id", id).text(inert(json));
}

void add_head(const Element& body, const Page& page) {
    const Element header = body.add("header");
    header.add("p", "kind", "Who answers, and how soon");
    header.add("h1").set("dir", "auto").text(title_of(page));
    const PageScenario& first = page.scenarios.front();
    if (page.scenarios.size() == 1 && !first.scenario->description.empty()) {
        header.add("p", "lead", first.scenario->description).set("dir", "auto");
    }
    const auto played = [](const PageScenario& part) {
        return fmt::format("{} simulated emergencies (“drills”) of each case and protocol, each followed for {}.",
                           count_text(part.summary.replications), duration_text(part.scenario->horizon));
    };
    const bool alike = std::all_of(page.scenarios.begin(), page.scenarios.end(),
                                   [&](const PageScenario& part) { return played(part) == played(first); });
    if (alike) {
        header.add("p", "facts", played(first));
    } else {
        const Element list = header.add("ul").set("class", "facts");
        for (const PageScenario& part : page.scenarios) {
            const Element item = list.add("li");
            item.name(title_of(part));
            item.text(": " + played(part));
        }
    }
    header.add("p", "facts", "Brackets hold 95 % intervals.");
}

/// All but the answers.
void add_scenario(const Spot& spot, const Page& page, const PageScenario& part) {
    add_curves(spot, page, part);
    add_doubts(spot, page, part);
    add_quorums(spot, page, part);
    if (page.scenarios.size() == 1) {
        for (const Comparison& comparison : page.comparisons) add_comparison(spot, comparison);
    }
    add_spending(spot, part);
    add_endings(spot, part);
    add_usage(spot, part);
    add_makers(spot, part);
    add_hours(spot, part);
    add_pairs(spot, part);
    add_stories(spot, part);
    add_entries(spot, part);
    for (const CheckedScenario& checked : page.checked) {
        if (checked.scenario == part.scenario) add_verdicts(spot, checked);
    }
    add_assumptions(spot, part);
}

void add_one(const Element& main, const Page& page, Json& data) {
    const PageScenario& part = page.scenarios.front();
    const Spot spot{main, "", 2, data};
    add_answer(spot, page, part, "The answer");
    if (page.mending) add_mending(spot, *page.mending);
    add_scenario(spot, page, part);
}

/// The answers of all scenarios and how they compare, then one scenario after the other.
void add_several(const Element& main, const Page& page, Json& data) {
    const auto prefix = [](std::size_t index) { return fmt::format("s{}-", index + 1); };
    for (std::size_t index = 0; index < page.scenarios.size(); ++index) {
        add_answer({main, prefix(index), 2, data}, page, page.scenarios[index], title_of(page.scenarios[index]));
    }
    for (const Comparison& comparison : page.comparisons) add_comparison({main, "", 2, data}, comparison);
    for (std::size_t index = 0; index < page.scenarios.size(); ++index) {
        const std::string id = prefix(index) + "all";
        const Element article = main.add("article").set("aria-labelledby", id);
        article.add("h2").set("id", id).name("In full: " + title_of(page.scenarios[index]));
        add_scenario({article, prefix(index), 3, data}, page, page.scenarios[index]);
    }
}

}  // namespace

void write_page(std::ostream& out, const Page& page) {
    pugi::xml_document title;
    Element(title.root()).add("title", title_of(page));

    Json data{{"charts", Json::array()}, {"spending", Json::array()}, {"matrices", Json::array()}};
    pugi::xml_document content;
    const Element body(content.root());
    body.add("a", "skip", "Skip to the answers").set("href", "#answers");
    add_head(body, page);
    const Element nav = body.add("nav");
    const Element main = body.add("main").set("id", "answers").set("tabindex", "-1");
    if (page.scenarios.size() == 1) {
        add_one(main, page, data);
    } else {
        add_several(main, page, data);
    }
    add_provenance({main, "", 2, data}, page.command);
    add_contents(nav, content.child("main"));

    pugi::xml_document scripts;
    const Element data_of_page(scripts.root());
    add_data(data_of_page, "page-data", on_one_line(data));
    for (std::size_t index = 0; index < page.scenarios.size(); ++index) {
        if (!in_full(page.scenarios[index])) continue;
        std::ostringstream result;
        write_json(result, page.scenarios[index].summary);
        add_data(data_of_page, fmt::format("result-{}", index), result.str());
    }

    fill_page(out, kPageTemplate,
              {{"{{title}}", markup_text(title)},
               {"{{content}}", markup_text(content)},
               {"{{data}}", markup_text(scripts)}});
}

}  // namespace hotline
