#include "analysis/pictures/timeline_picture.hpp"

#include <algorithm>

#include "analysis/pictures/time_axis.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr double kLane = 40;
constexpr double kNarrowLane = 52;
constexpr double kBar = 16;
constexpr double kTop = 20;

class Lanes {
public:
    Lanes(const Picture& picture, const Scenario& scenario, const Story& story, Width width)
        : picture_(picture),
          scenario_(scenario),
          story_(story),
          narrow_(width == Width::narrow),
          left_(narrow_ ? 6 : 196),
          right_(picture.width() - 22),
          ends_(shown_until(story)) {}

    void draw() const {
        const double bottom = y(story_.lanes.size() - 1) + 24;
        const std::vector<TimeMark> marks = linear_marks(ends_, narrow_ ? 4 : 8);
        for (const TimeMark& mark : marks) picture_.line("grid", x(mark.at), kTop, x(mark.at), bottom);
        draw_times(
            picture_, marks, [&](Ticks at) { return x(at); }, bottom + 18);
        picture_.text("axis-name", right_, bottom + 38, Anchor::end, "time since the emergency");
        for (std::size_t lane = 0; lane < story_.lanes.size(); ++lane)
            picture_.line("lane", left_, y(lane), right_, y(lane));
        for (const StoryAttempt& attempt : story_.attempts) draw_call(attempt);
        // Above the calls, which cross the names on a telephone.
        for (std::size_t lane = 0; lane < story_.lanes.size(); ++lane) draw_name(lane);
        for (const StoryAttempt& attempt : story_.attempts) draw_bar(attempt);
        for (const StoryAttempt& attempt : story_.attempts) {
            if (attempt.called_back != kNever) draw_call_back(attempt);
        }
        draw_end(bottom);
    }

    static double height(std::size_t lanes, Width width) {
        return kTop + 6 + static_cast<double>(lanes) * (width == Width::narrow ? kNarrowLane : kLane) + 54;
    }

private:
    double y(std::size_t lane) const {
        return kTop + 6 + (static_cast<double>(lane) + 0.5) * (narrow_ ? kNarrowLane : kLane) + (narrow_ ? 8 : 0);
    }
    double x(Ticks at) const { return left_ + seconds_of(at) / seconds_of(ends_) * (right_ - left_); }

    void draw_name(std::size_t lane) const {
        std::string name;
        std::string more;
        if (story_.lanes[lane] == kNone) {
            name = scenario_.parties[scenario_.cases[story_.case_index].caller].name;
            more = "calls";
        } else {
            const Official& official = scenario_.officials[story_.lanes[lane]];
            name = official.id;
            more = official.role;
        }
        if (narrow_) {
            picture_.text("label", left_, y(lane) - 13, Anchor::start,
                          fitting(more.empty() ? name : fmt::format("{}, {}", name, more), right_ - left_));
            return;
        }
        picture_.text("label", left_ - 12, y(lane) + (more.empty() ? 4 : -2), Anchor::end, fitting(name, left_ - 16));
        if (!more.empty())
            picture_.text("tick", left_ - 12, y(lane) + 13, Anchor::end, fitting(more, left_ - 16, kTickSize));
    }

    void draw_call(const StoryAttempt& attempt) const {
        const double from = y(attempt.from);
        const double to = y(attempt.to);
        picture_.line("call", x(attempt.begins), from, x(attempt.begins),
                      to - (to > from ? 1 : -1) * look_of_call(attempt).height / 2);
    }

    void draw_bar(const StoryAttempt& attempt) const {
        const Look look = look_of_call(attempt);
        const double begins = x(attempt.begins);
        const double ends = std::max(x(std::min(attempt.ends, story_.ends)), begins + 3);
        picture_
            .rect(fmt::format("attempt {}", look.css_class).c_str(), begins, y(attempt.to) - look.height / 2,
                  ends - begins, look.height)
            .add("title", fmt::format("{} from {} to {}: {}", named(attempt), moment_text(attempt.begins),
                                      moment_text(std::min(attempt.ends, story_.ends)),
                                      attempt.made_contact && attempt.called_back == kNever
                                          ? "contact"
                                          : std::string(name_of(attempt.result))));
        if (attempt.answered != kNever && attempt.answered <= story_.ends) {
            picture_.line("answered", x(attempt.answered), y(attempt.to) - kBar / 2 - 3, x(attempt.answered),
                          y(attempt.to) + kBar / 2 + 3);
        }
        if (ends - begins >= 12 && look.height >= kBar) {
            picture_.text(fmt::format("sign {}", look.css_class).c_str(), (begins + ends) / 2, y(attempt.to) + 4.5,
                          Anchor::middle, look.sign);
        }
    }

    /// The line goes from the official to the person called back.
    void draw_call_back(const StoryAttempt& attempt) const {
        if (attempt.called_back > story_.ends) return;
        const double at = x(attempt.called_back);
        const bool made = attempt.made_contact;
        const double from = y(attempt.to);
        const double to = y(attempt.from);
        picture_.line("call back", at, from + (to > from ? 1 : -1) * kBar / 2, at, to);
        picture_.rect(made ? "attempt made" : "attempt passed", at - kBar / 2, from - kBar / 2, kBar, kBar)
            .set("rx", coordinate(kBar / 2))
            .add("title", fmt::format("{} calls back after {}{}", named(attempt), moment_text(attempt.called_back),
                                      made ? ": contact" : ""));
        picture_.text(made ? "sign made" : "sign passed", at, from + 4.5, Anchor::middle, made ? "✓" : "←");
    }

    std::string named(const StoryAttempt& attempt) const {
        const Row& row = scenario_.rows[attempt.row];
        return fmt::format("{} by {}", isolated(scenario_.officials[row.official].id),
                           isolated(scenario_.channels[row.channel].id));
    }

    /// The bar's height shows the result, too: signs need room, and not everybody sees colours.
    struct Look {
        const char* css_class;
        const char* sign;
        double height;
    };
    static Look look_of_call(const StoryAttempt& attempt) {
        if (attempt.made_contact && attempt.called_back == kNever) return {"made", "✓", kBar + 6};
        switch (attempt.result) {
            case Result::handed_over:
                return {"passed", "→", kBar};
            case Result::stale:
            case Result::channel_down:
                return {"dead", "✕", kBar / 4};
            default:
                return {"vain", "–", kBar / 2};
        }
    }

    void draw_end(double bottom) const {
        const bool made = story_.contact != kNever;
        picture_.line(made ? "contact" : "no-contact", x(ends_), kTop, x(ends_), bottom);
        picture_.text("label", right_ + 20, 14, Anchor::end,
                      made                  ? fmt::format("contact after {}", moment_text(story_.contact))
                      : ends_ < story_.ends ? fmt::format("nothing left to try until {}", duration_text(story_.ends))
                                            : fmt::format("no contact by {}", duration_text(story_.ends)));
    }

    const Picture& picture_;
    const Scenario& scenario_;
    const Story& story_;
    bool narrow_;
    double left_;
    double right_;
    Ticks ends_;
};

}  // namespace

void draw(const Element& parent, Width width, const Scenario& scenario, const Story& story) {
    const Picture picture(
        parent, width, Lanes::height(story.lanes.size(), width),
        fmt::format("{}: {}", story.kind, scenario.protocols[story.protocol].title),
        "A lane for each official; every call is a bar from its beginning to its end. The list says "
        "all of it in words.");
    Lanes(picture, scenario, story, width).draw();
}

}  // namespace hotline
