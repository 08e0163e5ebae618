// The page's pictures as files.
#include <algorithm>
#include <set>
#include <sstream>

#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/curve_picture.hpp"
#include "analysis/pictures/heat_picture.hpp"
#include "analysis/pictures/timeline_picture.hpp"

namespace hotline {
namespace {

/// Keeps letters, digits and "-", so that file names work on every system.
std::string plain(std::string_view words) {
    std::string name;
    for (const char letter : words.substr(0, 40)) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') || letter == '-';
        name += kept ? letter : '-';
    }
    return name;
}

class Gallery {
public:
    explicit Gallery(const Page& page) : page_(page) {}

    std::vector<PagePicture> hang() {
        for (const PageScenario& part : page_.scenarios) hang(part);
        return std::move(pictures_);
    }

private:
    template <class Draw>
    void add(const PageScenario& part, const std::string& name, const Draw& draw) {
        pugi::xml_document document;
        draw(Element(document.root()));
        std::ostringstream svg;
        finish_picture(svg, document);
        pictures_.push_back({unused(page_.scenarios.size() == 1 ? name : plain(part.label) + "-" + name), svg.str()});
    }

    /// The name, with a number if another picture has it: ids that differ can have the same letters, or the same
    /// first ones. Some systems do not tell capital letters from small ones.
    std::string unused(const std::string& name) {
        std::string free = name;
        const auto is_taken = [&] {
            std::string small = free;
            std::transform(small.begin(), small.end(), small.begin(), [](char letter) {
                return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
            });
            return !names_.insert(small).second;
        };
        for (std::size_t number = 2; is_taken(); ++number) free = fmt::format("{}-{}", name, number);
        return free;
    }

    /// "uk-cn", with the number of the case if the pair has several.
    static std::string name_of(const Scenario& scenario, Index case_index) {
        const Case& played = scenario.cases[case_index];
        const auto alike = std::count_if(
            scenario.cases.begin(), scenario.cases.begin() + case_index,
            [&](const Case& other) { return other.caller == played.caller && other.callee == played.callee; });
        return fmt::format("{}-{}{}", plain(scenario.parties[played.caller].id),
                           plain(scenario.parties[played.callee].id), alike > 0 ? fmt::format("-{}", alike + 1) : "");
    }

    void hang_doubts(const PageScenario& part, const Group& group, const std::string& name) {
        const CurveChart chart = chart_with_doubts(page_, part, group);
        add(part, "doubts-" + name,
            [&](const Element& root) { draw(root, Width::wide, chart, TimeScale::logarithmic); });
        for (std::size_t row = group.first; row < group.last; ++row) {
            const Tornado tornado = tornado_of(page_, part, row);
            if (tornado.bars.empty()) continue;
            add(part,
                fmt::format("doubts-{}-{}", name, plain(part.scenario->protocols[part.outcomes[row].protocol].id)),
                [&](const Element& root) { draw(root, Width::wide, tornado); });
        }
    }

    void hang(const PageScenario& part) {
        const Scenario& scenario = *part.scenario;
        const auto of = [&](Index case_index, Index protocol) {
            return fmt::format("{}-{}", name_of(scenario, case_index), plain(scenario.protocols[protocol].id));
        };
        if (in_full(part)) {
            for (const Group& group : groups_of(part.outcomes)) {
                const CurveChart chart = curve_chart(*part.scenario, part.outcomes, group, page_.deadlines);
                const std::string name = name_of(scenario, group.of);
                add(part, "reach-" + name,
                    [&](const Element& root) { draw(root, Width::wide, chart, TimeScale::logarithmic); });
                add(part, "reach-linear-" + name,
                    [&](const Element& root) { draw(root, Width::wide, chart, TimeScale::linear); });
                if (part.doubts) hang_doubts(part, group, name);
            }
        }
        const std::vector<QuorumDrills> quorums = quorum_drills(scenario, part.outcomes);
        for (const Group& group : groups_of(quorums)) {
            const CurveChart chart = curve_chart(scenario, quorums, group, page_.deadlines);
            add(part, "quorum-" + plain(scenario.quorums[group.of].id),
                [&](const Element& root) { draw(root, Width::wide, chart, TimeScale::logarithmic); });
        }
        if (part.by_hour) {
            for (const CellsSummary& summary : part.by_hour->cases) {
                const std::string& title = scenario.protocols[summary.protocol].title;
                add(part, "hours-" + of(summary.case_index, summary.protocol),
                    [&](const Element& root) { draw_hours(root, Width::wide, *part.by_hour, summary, title); });
            }
        }
        if (part.summary.pairs) {
            for (const CellsSummary& pairs : part.summary.pairs->pairs.cases) {
                const Protocol& protocol = scenario.protocols[pairs.protocol];
                add(part, "pairs-" + plain(protocol.id),
                    [&](const Element& root) { draw_matrix(root, scenario, pairs, protocol.title); });
            }
        }
        for (const Story& story : part.stories) {
            add(part, fmt::format("drill-{}-{}", of(story.case_index, story.protocol), story.replication),
                [&](const Element& root) { draw(root, Width::wide, scenario, story); });
        }
    }

    const Page& page_;
    std::vector<PagePicture> pictures_;
    std::set<std::string> names_;
};

}  // namespace

std::vector<PagePicture> pictures_of(const Page& page) {
    return Gallery(page).hang();
}

}  // namespace hotline
