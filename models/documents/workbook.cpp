#include "models/documents/workbook.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "models/base/alike.hpp"
#include "models/documents/archive.hpp"
#include "models/documents/sheet_cells.hpp"

namespace hotline {
namespace {

constexpr const char* kSaveAgain = "open it with a spreadsheet, and save it as XLSX or as \"CSV UTF-8\"";

struct Relation {
    std::string type;  // the last part of its address: "worksheet"
    std::string part;
};

/// A part, as the relationships of another part name it.
std::string part_of(const std::string& target, const std::string& of) {
    if (target.starts_with('/')) return target.substr(1);
    return (std::filesystem::path(of).parent_path() / target).lexically_normal().string();
}

class WorkbookReader {
public:
    WorkbookReader(const Files::Text& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics), archive_(file.text) {}

    std::optional<Sheet> read() {
        const std::string book = main_part();
        if (book.empty()) return refuse(what_else(), kSaveAgain);
        pugi::xml_document document;
        if (!load(book, document)) return {};
        const pugi::xml_node workbook = child_called(document.root(), "workbook");
        const auto relations = relations_of(book);
        const auto chosen = choose(workbook, relations);
        if (!chosen) return {};
        SheetCells cells(file_.file, diagnostics_);
        const std::string_view from_1904 =
            child_called(workbook, "workbookPr").attribute("date1904").as_string("false");
        cells.from_1904 = from_1904 == "1" || from_1904 == "true";
        for (const auto& [id, relation] : relations) {
            pugi::xml_document part;
            if (relation.type == "sharedStrings") {
                if (!load(relation.part, part)) return {};
                cells.take_texts(child_called(part.root(), "sst"));
            } else if (relation.type == "styles") {
                if (!load(relation.part, part)) return {};
                cells.take_styles(child_called(part.root(), "styleSheet"));
            }
        }
        pugi::xml_document part;
        if (!load(chosen->part, part)) return {};
        diagnostics_.set_sheet(file_.file, chosen->name, "", {});
        return cells.read(chosen->name, child_called(part.root(), "worksheet"));
    }

private:
    struct Chosen {
        std::string name;
        std::string part;
    };

    std::optional<Sheet> refuse(std::string message, std::string hint) {
        diagnostics_.error({file_.file, 0, 0}, std::move(message), std::move(hint));
        return {};
    }

    std::string what_else() const {
        if (archive_.has("xl/workbook.bin")) return "the list must be CSV or XLSX, but is a binary workbook (.xlsb)";
        if (archive_.has("content.xml")) return "the list must be CSV or XLSX, but is an OpenDocument file (.ods)";
        if (archive_.has("Index/Document.iwa")) return "the list must be CSV or XLSX, but is a file of Numbers";
        return archive_.is_open() ? "the list must be CSV or XLSX, but is a zip archive without a workbook"
                                  : "the workbook is damaged: its archive cannot be opened";
    }

    bool load(const std::string& part, pugi::xml_document& document) {
        std::string why;
        auto text = archive_.read(part, why);
        if (text) {
            // A run of a text may be a single space.
            const auto parsed =
                document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
            if (parsed) return true;
            why = fmt::format("\"{}\" is not XML", part);
        }
        refuse("the workbook cannot be read: " + why, kSaveAgain);
        return false;
    }

    std::map<std::string, Relation> relations_of(const std::string& part) {
        const std::filesystem::path path(part);
        const std::string file = (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).string();
        std::map<std::string, Relation> relations;
        pugi::xml_document document;
        if (!archive_.has(file) || !load(file, document)) return relations;
        for (const pugi::xml_node node : child_called(document.root(), "Relationships").children()) {
            const std::string type = node.attribute("Type").as_string();
            relations[node.attribute("Id").as_string()] = {type.substr(type.rfind('/') + 1),
                                                           part_of(node.attribute("Target").as_string(), part)};
        }
        return relations;
    }

    /// Empty if the archive is not a workbook.
    std::string main_part() {
        for (const auto& [id, relation] : relations_of("")) {
            if (relation.type == "officeDocument" && relation.part.ends_with(".xml") && archive_.has(relation.part))
                return relation.part;
        }
        return archive_.has("xl/workbook.xml") ? "xl/workbook.xml" : "";
    }

    std::optional<Chosen> choose(pugi::xml_node workbook, const std::map<std::string, Relation>& relations) {
        std::vector<std::string> names;
        std::optional<Chosen> hidden;
        for (const pugi::xml_node node : child_called(workbook, "sheets").children()) {
            std::string id;
            for (const pugi::xml_attribute attribute : node.attributes()) {
                if (local_name(attribute.name()) == "id") id = attribute.value();
            }
            const auto relation = relations.find(id);
            if (relation == relations.end() || relation->second.type != "worksheet") continue;  // a chart
            Chosen sheet{node.attribute("name").as_string(), relation->second.part};
            if (!file_.sheet.empty() && readable(sheet.name) == readable(file_.sheet)) return sheet;
            names.push_back(sheet.name);
            const std::string_view state = node.attribute("state").as_string("visible");
            if (!file_.sheet.empty()) continue;
            if (state == "visible") return sheet;
            if (!hidden) hidden = std::move(sheet);
        }
        if (hidden) return hidden;
        if (names.empty()) {
            refuse("the workbook has no sheet", kSaveAgain);
        } else {
            refuse(fmt::format("the workbook has no sheet \"{}\"", file_.sheet), what_is_known(file_.sheet, names));
        }
        return {};
    }

    const Files::Text& file_;
    Diagnostics& diagnostics_;
    Archive archive_;
};

}  // namespace

std::optional<Sheet> read_sheet(const Files::Text& file, Diagnostics& diagnostics) {
    return WorkbookReader(file, diagnostics).read();
}

}  // namespace hotline
