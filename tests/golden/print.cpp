// Prints the table of fingerprints, for tests/golden/update.

#include <fmt/format.h>

#include "tests/golden/fingerprint.hpp"

int main() {
    fmt::print("{}", hotline::fingerprint_table());
}
