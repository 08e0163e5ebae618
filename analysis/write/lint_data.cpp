#include "analysis/write/lint_data.hpp"

#include <filesystem>
#include <set>

#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

const char* severity_of(const Finding& finding) {
    return finding.severity == Severity::error ? "error" : "warning";
}

/// In SARIF every finding has a rule. Errors have no codes.
std::string rule_of(const Finding& finding) {
    return finding.code.empty() ? "error" : finding.code;
}

/// A path as part of a URI (RFC 3986).
std::string uri_of(const std::string& path) {
    constexpr std::string_view kPlain = "-._~/";
    constexpr const char* kHex = "0123456789ABCDEF";
    std::string uri;
    for (const char letter : std::filesystem::path(path).generic_string()) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || kPlain.find(letter) != kPlain.npos;
        if (plain) {
            uri += letter;
        } else {
            uri += '%';
            uri += kHex[byte >> 4];
            uri += kHex[byte & 15];
        }
    }
    return path.starts_with('/') ? "file://" + uri : uri;
}

/// The URI of the file of a finding. A sheet of a workbook, as in "list.xlsx#People", is its fragment.
std::string uri_of(const Finding& finding, const Linted& linted) {
    if (finding.place.file == kNone) return uri_of(linted.path);
    const std::string& name = linted.diagnostics.name_of_file(finding.place.file);
    const std::size_t sheet = linted.diagnostics.is_sheet(finding.place.file) ? name.rfind('#') : name.npos;
    if (sheet == name.npos) return uri_of(name);
    return uri_of(name.substr(0, sheet)) + '#' + uri_of(name.substr(sheet + 1));
}

/// A file's name may hold bytes that are not UTF-8. They become replacement characters.
void write_document(std::ostream& out, const Json& document) {
    out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json sarif_result(const Finding& finding, const Linted& linted) {
    std::string text = finding.column_name.empty() ? "" : "column \"" + finding.column_name + "\": ";
    text += finding.message;
    if (!finding.hint.empty()) text += "\n" + finding.hint;
    Json result = {
        {"ruleId", rule_of(finding)}, {"level", severity_of(finding)}, {"message", {{"text", std::move(text)}}}};
    Json place;
    place["artifactLocation"]["uri"] = uri_of(finding, linted);
    if (finding.place.line > 0) {
        place["region"]["startLine"] = finding.place.line;
        if (finding.place.column > 0) place["region"]["startColumn"] = finding.place.column;
    }
    Json location;
    location["physicalLocation"] = std::move(place);
    if (const std::string cell = linted.diagnostics.cell(finding.place); !cell.empty()) {
        Json logical;
        logical["name"] = cell;
        logical["fullyQualifiedName"] = linted.diagnostics.name_of_file(finding.place.file) + '!' + cell;
        logical["kind"] = "cell";
        location["logicalLocations"] = Json::array({std::move(logical)});
    }
    result["locations"] = Json::array();
    result["locations"].push_back(std::move(location));
    return result;
}

}  // namespace

void write_lint_json(std::ostream& out, const std::vector<Linted>& all) {
    Json scenarios = Json::array();
    for (const Linted& linted : all) {
        Json findings = Json::array();
        for (const Finding* const told : linted.diagnostics.in_order()) {
            const Finding& finding = *told;
            const bool known = finding.place.file != kNone;
            Json one;
            one["severity"] = severity_of(finding);
            one["code"] = finding.code.empty() ? Json() : Json(finding.code);
            one["file"] = known ? Json(linted.diagnostics.name_of_file(finding.place.file)) : Json();
            one["line"] = finding.place.line > 0 ? Json(finding.place.line) : Json();
            one["column"] = finding.place.column > 0 ? Json(finding.place.column) : Json();
            const std::string cell = linted.diagnostics.cell(finding.place);
            one["cell"] = cell.empty() ? Json() : Json(cell);
            one["list_column"] = finding.column_name.empty() ? Json() : Json(finding.column_name);
            one["message"] = finding.message;
            one["hint"] = finding.hint.empty() ? Json() : Json(finding.hint);
            findings.push_back(std::move(one));
        }
        Json scenario;
        scenario["scenario"] = linted.path;
        scenario["findings"] = std::move(findings);
        scenarios.push_back(std::move(scenario));
    }
    write_document(out, {{"hotline", version()}, {"scenarios", std::move(scenarios)}});
}

void write_sarif(std::ostream& out, const std::vector<Linted>& all) {
    std::set<std::string> rules;
    Json results = Json::array();
    for (const Linted& linted : all) {
        for (const Finding* const finding : linted.diagnostics.in_order()) {
            rules.insert(rule_of(*finding));
            results.push_back(sarif_result(*finding, linted));
        }
    }
    Json run;
    Json& driver = run["tool"]["driver"];
    driver["name"] = "hotline";
    driver["version"] = version();
    driver["rules"] = Json::array();
    for (const std::string& rule : rules) driver["rules"].push_back(Json::object({{"id", rule}}));
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results);
    write_document(out, {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                         {"version", "2.1.0"},
                         {"runs", Json::array({std::move(run)})}});
}

}  // namespace hotline
