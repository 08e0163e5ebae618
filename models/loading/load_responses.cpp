// How people respond, and what else may take a call.

#include <fmt/format.h>

#include <algorithm>

#include "models/base/duration.hpp"
#include "models/loading/loader.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostHours = 64;  // of a response
// Of clusters. Beyond these bounds nearly all of them always answer, or never do.
constexpr double kLargestSigma = 10;
constexpr double kLeastPrecision = 1e-3;
constexpr double kLargestPrecision = 1e6;

/// The name of the law by which something differs, one of `known`; empty if it is none of them.
std::string law_between(TableReader& table, const std::string& of, const std::vector<std::string>& known) {
    const Node* name = table.require("law");
    const auto law = table.text("law");
    if (!law) return {};
    if (std::find(known.begin(), known.end(), *law) != known.end()) return *law;
    std::string names;
    for (const std::string& one : known) names += fmt::format("{}\"{}\"", names.empty() ? "" : " or ", one);
    table.error(name->place, fmt::format("the law of \"{}\" must be {}, but is \"{}\"", of, names, *law),
                did_you_mean(*law, known));
    return {};
}

}  // namespace

void Loader::read_responses(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("response \"{}\"", member.key));
        Response response;
        response.id = member.key;
        response.place = member.place;
        response.present = table.probability("present").value_or(1);
        const auto period = [&](const std::string& key) {
            const auto lasts = table.duration(key);
            if (lasts && *lasts < std::chrono::seconds{1}) {
                table.error(table.take(key)->place,
                            fmt::format("\"{}\" must be at least 1 s, but is {}", key, duration_text(*lasts)));
            }
            return lasts.value_or(Ticks{0});
        };
        response.present_for = period("present_for");
        response.spell = period("spell");
        response.screened = table.probability("screened").value_or(0);
        response.on_duty = read_duty(table, "on_duty").value_or(Duty{});
        response.off_duty = read_duty(table, "off_duty").value_or(Duty{});
        response.on_leave = read_duty(table, "on_leave");
        const auto hours = table.tables("when");
        for (const Node* when : hours) response.when.push_back(read_when(*when));
        if (hours.size() > kMostHours) {
            table.error(member.place, fmt::format("a response must have at most {} tables of \"when\", but has {}",
                                                  kMostHours, hours.size()));
        }
        response.call_back = read_call_back(table).value_or(CallBack{});
        if (const Node* node = table.take("voice_mail")) response.voice_mail = read_voice_mail(*node);
        if (const Node* node = table.take("wrong_person")) response.wrong_person = read_wrong_person(*node);
        if (const Node* node = table.take("between")) response.between = read_between(*node);
        table.finish();
        scenario_.responses.push_back(std::move(response));
    }
}

std::optional<Duty> Loader::read_duty(TableReader& response, const std::string& key) {
    const Node* node = response.take(key);
    if (!node) return {};
    TableReader table = reader(*node, key);
    Duty duty;
    table.require("answer");
    duty.answer = table.probability("answer").value_or(0);
    duty.latency_is_given = table.has("latency");
    duty.latency = table.law("latency").value_or(Law{});
    duty.from_next_shift = from_next_shift(table);
    duty.declined = table.probability("declined").value_or(0);
    duty.call_back = read_call_back(table);
    table.finish();
    return duty;
}

bool Loader::from_next_shift(TableReader& table) {
    const Node* from = table.take("from");
    if (!from) return false;
    const auto text = table.text("from");
    if (text && text != "next-shift") {
        table.error(from->place, fmt::format("\"from\" must be \"next-shift\", but is \"{}\"", *text),
                    "write \"next-shift\", or leave it out");
    }
    return text == "next-shift";
}

std::optional<CallBack> Loader::read_call_back(TableReader& of) {
    const Node* node = of.take("call_back");
    if (!node) return {};
    TableReader table = reader(*node, "call_back");
    CallBack call_back;
    table.require("probability");
    call_back.probability = table.probability("probability").value_or(0);
    table.require("delay");
    call_back.delay = table.law("delay").value_or(Law{});
    call_back.from_next_shift = from_next_shift(table);
    table.finish();
    return call_back;
}

VoiceMail Loader::read_voice_mail(const Node& node) {
    TableReader table = reader(node, "voice_mail");
    VoiceMail machine;
    table.require("probability");
    machine.probability = table.probability("probability").value_or(0);
    machine.after = table.law("after").value_or(Law{});
    machine.greeting = table.law("greeting").value_or(Law{});
    machine.leave = table.probability("leave").value_or(0);
    machine.message = table.law("message").value_or(Law{});
    machine.call_back = read_call_back(table);
    table.finish();
    return machine;
}

WrongPerson Loader::read_wrong_person(const Node& node) {
    TableReader table = reader(node, "wrong_person");
    WrongPerson person;
    table.require("probability");
    person.probability = table.probability("probability").value_or(0);
    person.latency = table.law("latency").value_or(Law{});
    person.lasts = table.law("lasts").value_or(Law{});
    table.finish();
    return person;
}

Between Loader::read_between(const Node& node) {
    TableReader table = reader(node, "a \"between\"");
    Between between;
    const Node* each = table.require("each");
    if (const auto text = table.text("each")) {
        const auto* const named =
            std::find_if(kEach.begin(), kEach.end(), [&](Between::Each one) { return name_of(one) == *text; });
        if (named != kEach.end()) {
            between.each = *named;
        } else {
            table.error(
                each->place,
                fmt::format("\"each\" must be \"official\", \"organisation\" or \"party\", but is \"{}\"", *text));
        }
    }
    const Node* answer = table.take("answer");
    const Node* latency = table.take("latency");
    if (answer) read_answers_between(*answer, between);
    if (latency) read_latencies_between(*latency, between);
    if (!answer && !latency && node.kind == Node::Kind::table) {
        table.error(node.place, "a \"between\" must have \"answer\" or \"latency\", but has neither",
                    "add answer = { law = \"logit-normal\", sigma = 0.8 }, for instance");
    }
    between.correlation = table.probability("correlation").value_or(1);
    table.finish();
    return between;
}

void Loader::read_answers_between(const Node& node, Between& between) {
    TableReader table = reader(node, "the \"answer\" of a \"between\"");
    if (node.kind != Node::Kind::table) return;
    const std::string law = law_between(table, "answer", {"logit-normal", "beta"});
    if (law == "beta") {
        between.answers = Between::Answers::beta;
        table.require("precision");
        between.answer_precision = table.decimal("precision", kLeastPrecision, kLargestPrecision).value_or(1);
    } else if (law == "logit-normal") {
        between.answers = Between::Answers::logit_normal;
        table.require("sigma");
        between.answer_sigma = table.decimal("sigma", 0, kLargestSigma).value_or(0);
    } else {
        for (const char* key : {"sigma", "precision"}) table.take(key);
    }
    table.finish();
}

void Loader::read_latencies_between(const Node& node, Between& between) {
    TableReader table = reader(node, "the \"latency\" of a \"between\"");
    if (node.kind != Node::Kind::table) return;
    if (law_between(table, "latency", {"lognormal"}).empty()) {
        table.take("sigma");
    } else {
        table.require("sigma");
        between.latency_sigma = table.decimal("sigma", 0, kLargestSigma).value_or(0);
    }
    table.finish();
}

When Loader::read_when(const Node& node) {
    TableReader table = reader(node, "a [[when]]");
    When when;
    when.place = node.place;
    const bool narrows = table.has("days") || table.has("hours");
    when.hours = read_days_and_hours(table);
    when.on_duty = read_duty(table, "on_duty");
    when.off_duty = read_duty(table, "off_duty");
    when.on_leave = read_duty(table, "on_leave");
    if (!narrows) table.error(node.place, "a [[when]] must have \"days\" or \"hours\", but has neither");
    if (!when.on_duty && !when.off_duty && !when.on_leave) {
        table.error(node.place,
                    "a [[when]] must have \"on_duty\", \"off_duty\" or \"on_leave\", but has none of them");
    }
    table.finish();
    return when;
}

}  // namespace hotline
