#include "tests/oracle/takers.hpp"

namespace hotline {

std::optional<Taker> other_taker(const Response& response, const Luck& luck, Identity row, Identity path,
                                 std::uint64_t attempt) {
    const auto draw = [&](const Law& law, Purpose purpose) { return luck.draw(law, purpose, row, path, attempt); };
    const auto happens = [&](double probability, Purpose purpose) {
        return luck.happens(probability, purpose, row, path, attempt);
    };
    std::optional<Taker> first;
    if (const auto& person = response.wrong_person; person && happens(person->probability, Purpose::wrong_person)) {
        const Ticks after = draw(person->latency, Purpose::wrong_person_latency);
        first = {after, after + draw(person->lasts, Purpose::wrong_person_lasts), Result::wrong_person, false};
    }
    if (const auto& machine = response.voice_mail; machine && happens(machine->probability, Purpose::voice_mail)) {
        const Ticks after = draw(machine->after, Purpose::voice_mail_after);
        if (first && first->after <= after) return first;
        first = {after, after + draw(machine->greeting, Purpose::greeting), Result::voice_mail,
                 happens(machine->leave, Purpose::leave_message)};
        if (first->left_message) first->ends += draw(machine->message, Purpose::message_lasts);
    }
    return first;
}

}  // namespace hotline
