#include "sim/cli/console.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

namespace hotline::cli {
namespace {

/// Passes lines on, and puts "| " before one that would be a command.
class LineGuard : public std::streambuf {
public:
    explicit LineGuard(std::ostream& stream) : stream_(stream), behind_(*stream.rdbuf()) { stream.rdbuf(this); }
    ~LineGuard() override {
        stream_.flush();
        stream_.rdbuf(&behind_);
    }
    LineGuard(const LineGuard&) = delete;
    LineGuard& operator=(const LineGuard&) = delete;

    std::streambuf& behind() { return behind_; }

protected:
    int_type overflow(int_type letter) override {
        if (traits_type::eq_int_type(letter, traits_type::eof())) return traits_type::not_eof(letter);
        const char one = traits_type::to_char_type(letter);
        return put(std::string_view(&one, 1)) ? letter : traits_type::eof();
    }

    std::streamsize xsputn(const char* text, std::streamsize size) override {
        return put({text, static_cast<std::size_t>(size)}) ? size : 0;
    }

    /// What may begin a command cannot be held back now.
    int sync() override {
        const bool may_be_command = held_.find_first_of(":#") != held_.npos;
        if (may_be_command) begins_ = false;
        const bool passed = pass((may_be_command ? "| " : "") + std::exchange(held_, {}));
        return passed && behind_.pubsync() == 0 ? 0 : -1;
    }

private:
    /// Holds the begin of a line back until it is known whether it is a command.
    bool put(std::string_view text) {
        std::string passed;
        for (const char letter : text) {
            if (!begins_) {
                passed += letter;
            } else {
                held_ += letter;
                const std::string_view word =
                    std::string_view(held_).substr(std::min(held_.find_first_not_of(" \t\r"), held_.size()));
                const bool command = word == "::" || word == "##[";
                const bool may_be =
                    std::string_view("::").starts_with(word) || std::string_view("##[").starts_with(word);
                if (!command && may_be) continue;
                if (command) passed += "| ";
                passed += std::exchange(held_, {});
                begins_ = false;
            }
            if (letter == '\n') begins_ = true;
        }
        return pass(passed);
    }

    bool pass(const std::string& text) {
        const auto size = static_cast<std::streamsize>(text.size());
        return behind_.sputn(text.data(), size) == size;
    }

    std::ostream& stream_;
    std::streambuf& behind_;
    std::string held_;
    bool begins_ = true;
};

LineGuard* guard_of_output = nullptr;
LineGuard* guard_of_errors = nullptr;

}  // namespace

void guard_lines() {
    const char* github = std::getenv("GITHUB_ACTIONS");
    if (!github || !*github) return;
    static LineGuard output(std::cout);
    static LineGuard errors(std::cerr);
    guard_of_output = &output;
    guard_of_errors = &errors;
}

std::ostream& unguarded_output() {
    if (!guard_of_output) return std::cout;
    static std::ostream output(&guard_of_output->behind());
    std::cout.flush();
    return output;
}

void hold_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) != -1) continue;
        [[maybe_unused]] const int held =
            ::open("/dev/null", O_RDONLY);  // open() takes the lowest free number: this one
    }
    std::signal(SIGXFSZ, SIG_IGN);
}

void say(std::string_view text) noexcept {
    if (guard_of_errors) {
        std::cerr << text << std::flush;
        return;
    }
    [[maybe_unused]] const std::size_t written = std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

}  // namespace hotline::cli
