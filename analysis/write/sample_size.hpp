// How many tests are needed, as text, JSON and CSV.
#pragma once

#include <ostream>

#include "analysis/laws/sample_size.hpp"

namespace hotline {

void write_text(std::ostream& out, const SampleSizes& sizes);
void write_json(std::ostream& out, const SampleSizes& sizes);
void write_csv(std::ostream& out, const SampleSizes& sizes);

}  // namespace hotline
