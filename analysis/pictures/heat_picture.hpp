// Reach by cell, as pictures: by hour of the week, and by caller and callee. A darker shade (on a dark page: lighter)
// means a larger share; the map of hours also shows the figures.
#pragma once

#include "analysis/estimates/by_cell.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

/// "h0" … "h10": one of eleven shades for a share; "h10" only for 100 %.
std::string shade(double share);

/// The class of cells that are not played.
inline constexpr const char* kUnplayed = "unplayed";

/// The caption of a map of hours: "% reached within 30 min, by the hour in Beijing; 60 drills an hour".
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

/// The legend of the shades, as a list.
void add_shades(const Element& parent);

}  // namespace hotline
