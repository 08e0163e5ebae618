// The parts of the page. Each adds one section to its parent, and its data to those of the script.
#pragma once

#include "analysis/page/page.hpp"
#include "analysis/pictures/curve_chart.hpp"
#include "analysis/pictures/markup.hpp"
#include "analysis/pictures/tornado_picture.hpp"
#include "analysis/write/json.hpp"

namespace hotline {

/// Whether cases and protocols are shown one by one; otherwise the page has an overview, or the pairs as a whole.
inline bool in_full(const PageScenario& part) {
    return part.summary.cases.size() <= kMostInFull;
}

/// The place of a section: its parent, and the prefix of the scenario's ids.
struct Spot {
    Element parent;
    std::string prefix;  // of ids, such as "s2-"
    int level = 2;       // of its heading
    Json& data;

    /// A section with its heading.
    Element section(std::string_view id, std::string_view heading) const;
    Element heading(const Element& section, int below, std::string_view words) const;
};

/// A figure with its caption.
Element add_figure(const Element& section, std::string_view caption);
/// Content shown on demand: the figures of a chart.
Element add_details(const Element& parent, std::string_view summary);
/// A key for a series: its line style.
void add_key(const Element& parent, std::size_t series);

/// Links to the sections that are there.
void add_contents(const Element& nav, const pugi::xml_node& main);
/// The command that makes the page again, and what it was made with.
void add_provenance(const Spot& spot, const std::vector<std::string>& words);
/// Puts texts in the place of marks. Requires that the page has them, in this order.
void fill_page(std::ostream& out, std::string_view page,
               const std::vector<std::pair<std::string_view, std::string>>& parts);

/// A figure with the curves, drawn and for the script, and a table of their values.
void add_chart(const Spot& spot, const Element& section, const CurveChart& chart, const std::string& name,
               const std::string& caption);

void add_answer(const Spot& spot, const Page& page, const PageScenario& part, const std::string& heading);
void add_curves(const Spot& spot, const Page& page, const PageScenario& part);
/// The curves of a case with the bands of the worlds, and which doubts matter for each of its protocols. Requires
/// doubts that were played.
CurveChart chart_with_doubts(const Page& page, const PageScenario& part, const Group& group);
Tornado tornado_of(const Page& page, const PageScenario& part, std::size_t row);
void add_doubts(const Spot& spot, const Page& page, const PageScenario& part);
void add_quorums(const Spot& spot, const Page& page, const PageScenario& part);
void add_comparison(const Spot& spot, const Comparison& comparison);
void add_mending(const Spot& spot, const PageMending& page);
void add_spending(const Spot& spot, const PageScenario& part);
void add_endings(const Spot& spot, const PageScenario& part);
void add_usage(const Spot& spot, const PageScenario& part);
void add_makers(const Spot& spot, const PageScenario& part);
void add_hours(const Spot& spot, const PageScenario& part);
void add_pairs(const Spot& spot, const PageScenario& part);
void add_stories(const Spot& spot, const PageScenario& part);
void add_entries(const Spot& spot, const PageScenario& part);
void add_verdicts(const Spot& spot, const CheckedScenario& checked);
void add_assumptions(const Spot& spot, const PageScenario& part);

}  // namespace hotline
