// A stage for small plays of SimGrid's actors that records their output. A process can have only one engine, and some
// plays end it, so each play has a process of its own.
//
// The tests of this folder check what the shared world relies on, and the traps that it avoids. If a test fails after
// an update of SimGrid, review sim/shared. None of them asserts a cost. They use raw contexts, which sanitizers do
// not support.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hotline {

namespace s4u = simgrid::s4u;
namespace this_actor = simgrid::s4u::this_actor;
using simgrid::kernel::timer::Timer;

using Options = std::vector<std::string>;

class Stage {
public:
    Stage(std::FILE* script, const Options& options) : script_(script) {
        Options words{"stage", "--cfg=contexts/factory:raw", "--cfg=contexts/stack-size:64",
                      "--cfg=contexts/guard-size:0", "--log=root.thresh:critical"};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        int count = static_cast<int>(arguments.size());
        arguments.push_back(nullptr);
        engine_ = std::make_unique<s4u::Engine>(&count, arguments.data());
        zone_ = s4u::create_full_zone("zone");
        host_ = zone_->create_host("host", 1e9);
        s4u::Engine::on_deadlock_cb([this] { say_at("deadlock"); });
    }

    s4u::Engine& engine() { return *engine_; }
    void end_engine() { engine_.reset(); }
    /// Open until the first `run`.
    s4u::NetZone& zone() { return *zone_; }
    s4u::Host* host() { return host_; }

    s4u::ActorPtr actor(std::function<void()> code) { return actor_on(host_, std::move(code)); }
    s4u::ActorPtr actor_on(s4u::Host* host, std::function<void()> code) {
        return s4u::Actor::create("actor", host, std::move(code));
    }
    Timer* at(double date, std::function<void()> fire) { return Timer::set(date, std::move(fire)); }
    double now() const { return s4u::Engine::get_clock(); }
    void run() {
        zone_->seal();
        engine_->run();
    }

    /// Flushed, so that it is not lost if the process is about to end.
    void say(const std::string& word) { std::fputs((word + " ").c_str(), script_); }
    void say_at(const std::string& word) {
        char date[32];
        std::snprintf(date, sizeof date, "@%g", now());
        say(word + date);
    }

private:
    std::FILE* script_;
    std::unique_ptr<s4u::Engine> engine_;
    s4u::NetZone* zone_ = nullptr;
    s4u::Host* host_ = nullptr;
};

struct Performance {
    std::string said;  // words, each with a blank after it; at the end the name of the signal that ended the process,
                       // if one did
    std::string complaints;  // what came on standard error
};

inline std::string text_of(std::FILE* file) {
    std::rewind(file);
    std::string text;
    for (int letter = std::fgetc(file); letter != EOF; letter = std::fgetc(file)) text += static_cast<char>(letter);
    std::fclose(file);
    return text;
}

inline Performance perform(const std::function<void(Stage&)>& play, const Options& options = {}) {
    std::FILE* const script = std::tmpfile();
    std::FILE* const complaints = std::tmpfile();
    std::setvbuf(script, nullptr, _IONBF, 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit no_core{};
        ::setrlimit(RLIMIT_CORE, &no_core);
        ::dup2(::fileno(complaints), STDERR_FILENO);
        ::alarm(120);  // in case a play hangs
        // Leaked until the process ends: nothing after a play's last output matters.
        auto& stage = *new Stage(script, options);
        play(stage);
        ::_exit(EXIT_SUCCESS);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::string said = text_of(script);
    if (WIFSIGNALED(status)) said += ::strsignal(WTERMSIG(status));
    if (WIFEXITED(status) && WEXITSTATUS(status) != EXIT_SUCCESS) said += "failed";
    return {said, text_of(complaints)};
}

/// The output of a play that must not write to standard error.
inline std::string told(const std::function<void(Stage&)>& play, const Options& options = {}) {
    const Performance performance = perform(play, options);
    return performance.said + performance.complaints;
}

}  // namespace hotline
