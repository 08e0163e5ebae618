#include "analysis/write/resources.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <tuple>

#include "analysis/write/escape.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/version.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kDeskWidth = 21;

constexpr UsageWords kPeople{
    .of_carriers = false,
    .title = "Desks, lines and callers",
    .all_was_well = "Every request was granted at once.",
    .asked = "asked",
    .refused = "refused",
    .refusing = "in drills",
    .waited = "wait",
    .taken = "taken",
};
constexpr UsageWords kCarriers{
    .of_carriers = true,
    .title = "Carriers of messages",
    .all_was_well = "No message failed, and none was late.",
    .asked = "messages",
    .refused = "failed",
    .refusing = "in drills",
    .waited = "delay",
    .taken = "used",
};

/// Requested resources, the worst bottleneck first.
std::vector<const ResourceSummary*> by_refusals(const UsageSummary& usage, bool of_carriers) {
    std::vector<const ResourceSummary*> order;
    for (const ResourceSummary& resource : usage.resources) {
        const bool is_carrier = resource.resource.kind == Resource::Kind::carrier;
        if (resource.asked > 0 && is_carrier == of_carriers) order.push_back(&resource);
    }
    const auto key = [](const ResourceSummary* resource) {
        return std::tuple(-resource->asked * value_of(resource->refused),
                          -resource->asked * value_of(resource->waiting), -value_of(resource->utilisation));
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const ResourceSummary* a, const ResourceSummary* b) { return key(a) < key(b); });
    return order;
}

std::string resource_text(const Scenario& scenario, const Resource& resource) {
    const std::string units = resource.kind == Resource::Kind::carrier ? "" : fmt::format(" ({})", resource.units);
    return fmt::format("{} {}{}", name_of(resource.kind),
                       cut(id_of(scenario, resource), kDeskWidth - units.size() - name_of(resource.kind).size() - 1),
                       units);
}

void write_table(std::ostream& out, const Scenario& scenario, const UsageSummary& usage, const UsageTable& table) {
    const UsageWords& words = table.words;
    fmt::print(out, "\n{}, under {}\n", words.title, protocols_text(scenario, usage.protocols, " and "));
    if (table.rows.empty()) {
        fmt::print(out, "  {}\n", words.all_was_well);
        return;
    }
    fmt::print(out, "  {:<{}} {:>8} {:>8} {:>20} {:>8} {:>8}\n", "", kDeskWidth, words.asked, words.refused,
               words.refusing, words.waited, words.taken);
    for (const ResourceSummary* resource : table.rows) {
        fmt::print(out, "  {:<{}} {:>8} {:>8} {:>20} {:>8} {:>8}\n", resource_text(scenario, resource->resource),
                   kDeskWidth, number_text(resource->asked), percent(value_of(resource->refused)) + " %",
                   probability_text(resource->refusing, resource->refusing_together),
                   seconds_text(value_of(resource->waiting)), percent(value_of(resource->utilisation)) + " %");
    }
    if (table.more > 0) fmt::print(out, "  {} more caused waits or refusals: --by resource\n", table.more);
}

void write_tables(std::ostream& out, const Scenario& scenario, const std::vector<UsageSummary>& usage,
                  std::size_t most) {
    for (const UsageSummary& of_number : usage) {
        for (const UsageTable& table : usage_tables(of_number, most)) write_table(out, scenario, of_number, table);
    }
}

Json json_of(const std::optional<RatioEstimate>& ratio) {
    if (!ratio) return nullptr;
    if (!ratio->interval) return {{"value", ratio->value}, {"interval", nullptr}, {"no_interval", kNoMost}};
    return {{"value", ratio->value}, {"interval", hotline::json_of(*ratio->interval)}};
}

Json json_of(const Scenario& scenario, const ResourceSummary& resource) {
    return {{"kind", name_of(resource.resource.kind)},
            {"id", id_of(scenario, resource.resource)},
            {"units", resource.resource.units},
            {"asked", resource.asked},
            {"refusing_drills", resource.refusing},
            {"refusing_drills_together", hotline::json_of(resource.refusing_together)},
            {"refused", json_of(resource.refused)},
            {"waited", json_of(resource.waited)},
            {"mean_wait", json_of(resource.waiting)},
            {"utilisation", json_of(resource.utilisation)}};
}

Json json_of(const Scenario& scenario, const UsageSummary& usage) {
    Json resources = Json::array();
    for (const ResourceSummary& resource : usage.resources) resources.push_back(json_of(scenario, resource));
    return {{"protocols", ids_of_protocols(scenario, usage.protocols)}, {"resources", std::move(resources)}};
}

}  // namespace

std::vector<UsageTable> usage_tables(const UsageSummary& usage, std::size_t most) {
    std::vector<UsageTable> tables;
    for (const UsageWords* words : {&kPeople, &kCarriers}) {
        std::vector<const ResourceSummary*> rows = by_refusals(usage, words->of_carriers);
        if (rows.empty() && words->of_carriers) continue;
        std::size_t scarce = 0;  // those with any wait or refusal
        while (scarce < rows.size() && value_of(rows[scarce]->refused) + value_of(rows[scarce]->waiting) > 0)
            ++scarce;
        if (rows.size() > most) rows.resize(std::min(most, scarce));
        const std::size_t more = scarce > rows.size() ? scarce - rows.size() : 0;
        tables.push_back({*words, std::move(rows), more});
    }
    return tables;
}

std::string usage_notes(const std::vector<UsageSummary>& usage) {
    std::string notes =
        "Asked: requests a drill. Refused: the share of requests that were refused or given up. In drills: the share "
        "of drills with any such request, with Clopper and Pearson's intervals; those of all rows hold together with "
        "95 % confidence, so they stay valid for the row that comes first. Wait: the mean of all requests. Taken: "
        "the "
        "share of time for which its units were taken. The JSON and the CSV of --by resource have the intervals of "
        "these figures, or say why there are none.";
    const bool carriers = std::any_of(usage.begin(), usage.end(), [](const UsageSummary& of_number) {
        return !by_refusals(of_number, true).empty();
    });
    if (carriers) {
        notes +=
            " Messages: those with a size that were sent over the carrier in a drill. Failed: the share that failed "
            "because the carrier was down. Delay: the mean delay that other flows caused. Used: the share of its "
            "bandwidth, traffic included.";
    }
    return notes;
}

void write_text(std::ostream& out, const UsageRun& run) {
    if (!run.scenario.title.empty()) fmt::print(out, "{}\n", run.scenario.title);
    fmt::print(out, "Drills: {}; seed {}; horizon {}\n", run.replications, run.seed,
               duration_text(run.scenario.horizon));
    write_tables(out, run.scenario, run.usage, std::numeric_limits<std::size_t>::max());
    fmt::print(out, "\n{}\n", wrapped(usage_notes(run.usage), 0));
}

void write_bottlenecks(std::ostream& out, const Scenario& scenario, const std::vector<UsageSummary>& usage) {
    write_tables(out, scenario, usage, kBottlenecks);
    fmt::print(out, "{}\n", wrapped(usage_notes(usage), 0));
}

Json json_of(const Scenario& scenario, const std::vector<UsageSummary>& usage) {
    Json all = Json::array();
    for (const UsageSummary& of_number : usage) all.push_back(json_of(scenario, of_number));
    return all;
}

void write_json(std::ostream& out, const UsageRun& run) {
    const Json head{{"hotline", version()},
                    {"scenario", run.scenario.title},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"horizon", seconds_of(run.scenario.horizon)},
                    {"by", "resource"},
                    {"confidence", kConfidence},
                    {"interval", "ratio of sums over drills, by betting (Waudby-Smith, Ramdas), each alone"},
                    {"refusing_drills_interval", "Clopper-Pearson, all together"}};
    write_with_list(out, head, "usage", run.usage.size(),
                    [&](std::size_t index) { return json_of(run.scenario, run.usage[index]); });
}

void write_csv(std::ostream& out, const UsageRun& run) {
    fmt::memory_buffer buffer;
    const auto into = std::back_inserter(buffer);
    fmt::format_to(into, "protocols,kind,id,units,asked,refusing_drills,refusing_drills_low,refusing_drills_high");
    for (const char* ratio : {"refused", "waited", "mean_wait", "utilisation"})
        fmt::format_to(into, ",{0},{0}_low,{0}_high", ratio);
    buffer.push_back('\n');
    for (const UsageSummary& usage : run.usage) {
        const std::string protocols = for_csv(protocols_text(run.scenario, usage.protocols, ";"));
        for (const ResourceSummary& resource : usage.resources) {
            fmt::format_to(into, "{},{},{},{},{},{},{},{}", protocols, name_of(resource.resource.kind),
                           for_csv(id_of(run.scenario, resource.resource)), resource.resource.units, resource.asked,
                           resource.refusing, resource.refusing_together.low, resource.refusing_together.high);
            for (const auto* ratio :
                 {&resource.refused, &resource.waited, &resource.waiting, &resource.utilisation}) {
                if (!*ratio) {
                    fmt::format_to(into, ",,,");
                } else if (!(*ratio)->interval) {
                    fmt::format_to(into, ",{},,", (*ratio)->value);
                } else {
                    fmt::format_to(into, ",{},{},{}", (*ratio)->value, (*ratio)->interval->low,
                                   (*ratio)->interval->high);
                }
            }
            buffer.push_back('\n');
        }
    }
    out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
}

}  // namespace hotline
