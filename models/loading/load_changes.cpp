// Changes that a scenario proposes.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/documents/overlay.hpp"
#include "models/loading/loader.hpp"

namespace hotline {
namespace {

constexpr double kMostCost = 1e12;

}  // namespace

void Loader::read_proposals(TableReader& top) {
    for (const Node* node : top.tables("change")) {
        TableReader table = reader(*node, "a [[change]]");
        Proposal proposal;
        proposal.place = node->place;
        if (const Node* title = table.require("title")) {
            proposal.title = table.text("title").value_or("");
            if (title->kind == Node::Kind::text && proposal.title.empty())
                table.error(title->place, "the title of a change must not be empty");
            const auto& others = scenario_.proposals;
            if (!proposal.title.empty() && std::any_of(others.begin(), others.end(), [&](const Proposal& other) {
                    return other.title == proposal.title;
                }))
                table.error(title->place, fmt::format("another change has the title \"{}\", too", proposal.title));
        }
        if (table.require("set")) {
            for (auto& word : table.filled_words("set")) {
                // Here only how it is written: the values are known when it is laid over the document.
                Diagnostics said;
                if (!read_setting(word.text, kNone, 1, said)) {
                    table.error(word.place, fmt::format("\"{}\" is not PATH=VALUE", word.text),
                                "write it like response.phone.present=0.8 or protocol.lists.step.2.within=1h");
                }
                proposal.settings.push_back(std::move(word.text));
            }
        }
        proposal.cost = table.decimal("cost", 0, kMostCost, true);
        table.finish();
        scenario_.proposals.push_back(std::move(proposal));
    }
}

}  // namespace hotline
