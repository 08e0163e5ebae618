// The program's exit codes.
#pragma once

namespace hotline::cli {

inline constexpr int kFine = 0;
inline constexpr int kFailed = 1;          // an expectation
inline constexpr int kWrongInput = 2;      // the command line or a file
inline constexpr int kUndecided = 3;       // an expectation
inline constexpr int kDrift = 4;           // from a baseline
inline constexpr int kInternalError = 70;  // EX_SOFTWARE
inline constexpr int kInterrupted = 130;   // 128 + SIGINT

}  // namespace hotline::cli
