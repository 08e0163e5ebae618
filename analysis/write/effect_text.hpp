// The effect of a change in words; those of single changes and of bundles read alike.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/estimates/effect.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// The note to the asterisk of means.
inline constexpr const char* kRestrictedMean = "* Restricted mean: a case without contact counts as the horizon.";

/// The title of the scenario, `drills` ("2000 drills of each change"), and the cases.
std::string played_text(const Scenario& scenario, std::uint64_t seed, const std::string& drills);

/// The line of these drills alone.
std::string drills_played_text(const Scenario& scenario, std::uint64_t seed, const std::string& drills);

/// "41 min sooner on average* (38 min–44 min), 9.0 more of 100 emergencies within 1 h (8.1–9.9)".
std::string effect_sentence(const Effect& effect, const std::string& within);

/// "mean* -41 min (-44 min to -38 min); by 1 h +9.0 points (+8.1 to +9.9); 90 % by 3 h (170 min–190 min); cures 12 %
/// (11–13)", or "changes no drill".
std::string effect_row(const Effect& effect, const std::string& within);

/// "40", "1.5": as it was written, or the sum.
std::string cost_text(double cost);

/// "41 min sooner on average* (38 min–44 min)", "9.0 more of 100 emergencies within 1 h (8.1–9.9)".
std::string sooner_text(const Estimate& time);
std::string more_text(const Estimate& reached, const std::string& within);

/// "90 % by 3 h (170 min–190 min)", "90 % not reached (at least 20 h)".
std::string p90_text(const QuantileEstimate& p90);

/// "Contact is made by 1 h in 60.0 % (57.8–62.2) of emergencies, and after 9 h (8 h–10 h) on average*; 90 % by …".
std::string today_text(const Today& today, const std::string& within);

}  // namespace hotline
