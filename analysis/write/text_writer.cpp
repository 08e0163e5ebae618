#include "analysis/write/text_writer.hpp"

#include "models/base/duration.hpp"

namespace hotline {

void TextWriter::about(const Scenario& scenario, std::uint64_t replications, std::uint64_t seed) {
    if (!scenario.title.empty()) line("{}", scenario.title);
    line("Drills of each case and protocol: {}; seed {}; horizon {}", replications, seed,
         duration_text(scenario.horizon));
}

}  // namespace hotline
