// How an attempt may end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "models/base/named.hpp"

namespace hotline {

/// The result of an attempt. JSON, text and CSV use these words.
enum class Result : std::uint8_t {
    contact,
    handed_over,
    no_authority,
    no_answer,
    stale,
    busy,
    no_line,
    channel_down,
    no_interpreter,
    not_verified,
    cut_off,
    dropped,
    voice_mail,
    wrong_person,
    declined,
    reached,
};
constexpr std::string_view name_of(Result result) {
    switch (result) {
        case Result::contact:
            return "contact";
        case Result::handed_over:
            return "handed over";
        case Result::no_authority:
            return "no authority";
        case Result::no_answer:
            return "no answer";
        case Result::stale:
            return "stale";
        case Result::busy:
            return "busy";
        case Result::no_line:
            return "no line";
        case Result::channel_down:
            return "channel down";
        case Result::no_interpreter:
            return "no interpreter";
        case Result::not_verified:
            return "not verified";
        case Result::cut_off:
            return "cut off";
        case Result::dropped:
            return "dropped";
        case Result::voice_mail:
            return "voice mail";
        case Result::wrong_person:
            return "wrong person";
        case Result::declined:
            return "declined";
        case Result::reached:
            return "reached";
    }
    return {};
}
inline constexpr std::size_t kResults = count_named<Result>();

/// The key of a result in files: "no_answer".
std::string key_of(Result result);

}  // namespace hotline
