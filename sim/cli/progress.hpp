// Progress of long work on standard error: a line that changes on a terminal; elsewhere one line, after ten seconds.
#pragma once

#include <chrono>
#include <string>

namespace hotline::cli {

/// From now on, nothing is said where standard error is no terminal.
void be_quiet();

class Progress {
public:
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Call from one thread at a time. `share` is in [0, 1].
    void show(double share);

private:
    using Clock = std::chrono::steady_clock;
    std::string what_;
    bool terminal_;
    bool shown_ = false;
    Clock::time_point begun_;
    Clock::time_point next_;
};

}  // namespace hotline::cli
