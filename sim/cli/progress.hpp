// A progress line on standard error during long work, if that is a terminal.
#pragma once

#include <chrono>
#include <string>

namespace hotline::cli {

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
