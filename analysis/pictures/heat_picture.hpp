// Reach in cells, as pictures: the hours of the week, and who reaches whom. What is darker (on a dark page: lighter)
// is more; the hours also have their figures.
#pragma once

#include "analysis/estimates/by_cell.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

/// "h0" … "h10": which of eleven shades a share has; "h10" only if it is all.
std::string shade(double share);

/// The class of what is not played.
inline constexpr const char* kUnplayed = "unplayed";

/// What a map of hours shows: "% reached within 30 min, by the hour in Beijing; 60 drills an hour".
std::string hours_note(const CellsRun& run, const CellsSummary& summary);
/// Seven columns of 24 hours. Requires cells of hours of the week.
void draw_hours(const Element& parent, Width width, const CellsRun& run, const CellsSummary& summary,
                const std::string& title);

/// A row for each caller, a column for each callee, in the scenario's order. Requires cells of pairs.
struct MatrixFrame {
    double margin;  // to the left and above
    double side;
};
MatrixFrame matrix_frame(const Scenario& scenario);
void draw_matrix(const Element& parent, const Scenario& scenario, const CellsSummary& pairs,
                 const std::string& title);

/// The scale of the shades, as a list.
void add_shades(const Element& parent);

}  // namespace hotline
