// Sites that go down, worked out by hand. Every world gives the same result.

#include <gtest/gtest.h>

#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

/// Telephones ring after 2 s, and callers let them ring for 10 s. An answer comes after 3 s.
class Sites : public testing::Test {
protected:
    Index site(const std::string& id) {
        Site made;
        made.id = made.name = id;
        made.identity = identity_of(id);
        sketch.scenario.sites.push_back(made);
        return static_cast<Index>(sketch.scenario.sites.size() - 1);
    }
    void down(Index which, std::int64_t from, std::int64_t seconds) {
        Outage outage;
        outage.site = which;
        outage.from = secs(from);
        outage.lasts = lasts(seconds);
        sketch.scenario.outages.push_back(outage);
    }
    Person someone(Index sits_at) {
        const Person person = sketch.someone(1, sketch.phone, sketch.responds(3));
        sketch.scenario.officials[person.who].site = sits_at;
        return person;
    }

    std::string told() {
        const Scenario& scenario = sketch.scenario;
        std::string text = shown(DrillPlayer(scenario, 1, make_isolated_world).record(0, 0, 0), scenario);
        EXPECT_EQ(shown(DrillPlayer(scenario, 1, make_shared_world).record(0, 0, 0), scenario), text);
        EXPECT_EQ(shown(reference_drill(scenario, 0, 0, 1, 0), scenario), text);
        Scenario together = scenario;
        together.interaction = true;
        EXPECT_EQ(shown(DrillPlayer(together, 1, make_shared_world).record(0, 0, 0), scenario), text);
        for (std::size_t at = text.find(" path "); at != text.npos; at = text.find(" path ")) text.erase(at, 22);
        return text;
    }

    Sketch sketch;
};

TEST_F(Sites, who_is_gone_when_it_rings_does_not_answer) {
    const Index there = site("there");
    down(there, 1, 2);
    sketch.step({someone(there)}).tries = 2;
    EXPECT_EQ(told(), R"(first answer 17.000, contact 17.000 with official-0 by phone (row 0), response never
0.000–12.000 official-0 by phone (row 0) #1: no answer
12.000–17.000 official-0 by phone (row 0) #2: contact
)");
}

TEST_F(Sites, who_is_gone_when_he_would_answer_does_not) {
    const Index there = site("there");
    down(there, 4, 2);
    sketch.step({someone(there)}).tries = 2;
    EXPECT_EQ(told(), R"(first answer 17.000, contact 17.000 with official-0 by phone (row 0), response never
0.000–12.000 official-0 by phone (row 0) #1: no answer
12.000–17.000 official-0 by phone (row 0) #2: contact
)");
}

// The call is answered at 5 s, and verification would take until 25 s. The call is cut off at 7 s, and the next
// official is called.
TEST_F(Sites, a_talk_is_cut_when_the_official_has_to_go) {
    const Index there = site("there");
    down(there, 7, 1);
    sketch.own().verify = Hurdle{lasts(20), 0};
    sketch.step({someone(there), someone(kNone)});
    EXPECT_EQ(told(), R"(first answer 5.000, contact 32.000 with official-1 by phone (row 1), response never
0.000–7.000 official-0 by phone (row 0) #1: cut off
7.000–32.000 official-1 by phone (row 1) #1: contact
)");
}

TEST_F(Sites, a_talk_that_ends_when_the_official_has_to_go_has_ended) {
    const Index there = site("there");
    down(there, 25, 1);
    sketch.own().verify = Hurdle{lasts(20), 0};
    sketch.step({someone(there)});
    EXPECT_EQ(told(), R"(first answer 5.000, contact 25.000 with official-0 by phone (row 0), response never
0.000–25.000 official-0 by phone (row 0) #1: contact
)");
}

TEST_F(Sites, a_caller_waits_until_his_site_is_up) {
    const Index here = site("here");
    sketch.scenario.parties[sketch.caller].site = here;
    down(here, -5, 15);
    sketch.step({someone(kNone)});
    EXPECT_EQ(told(), R"(first answer 15.000, contact 15.000 with official-0 by phone (row 0), response never
10.000–15.000 official-0 by phone (row 0) #1: contact
)");
}

TEST_F(Sites, a_caller_waits_no_longer_than_his_step) {
    const Index here = site("here");
    sketch.scenario.parties[sketch.caller].site = here;
    down(here, -5, 15);
    sketch.step({someone(kNone)}).within = secs(4);
    sketch.step({someone(kNone)});
    EXPECT_EQ(told(), R"(first answer 15.000, contact 15.000 with official-1 by phone (row 1), response never
10.000–15.000 official-1 by phone (row 1) #1: contact
)");
}

// Ringing is cut off at 4 s. The second try begins when the site is up again.
TEST_F(Sites, a_call_is_cut_when_the_caller_has_to_go) {
    const Index here = site("here");
    sketch.scenario.parties[sketch.caller].site = here;
    down(here, 4, 10);
    Step& step = sketch.step({someone(kNone)});
    step.tries = 2;
    step.gap = lasts(1);
    EXPECT_EQ(told(), R"(first answer 19.000, contact 19.000 with official-0 by phone (row 0), response never
0.000–4.000 official-0 by phone (row 0) #1: cut off
14.000–19.000 official-0 by phone (row 0) #2: contact
)");
}

// The caller waits for the reply to a message that has been sent. It comes at 9 s, when the site is up again.
TEST_F(Sites, a_message_that_has_been_sent_is_waited_for) {
    const Index here = site("here");
    sketch.scenario.parties[sketch.caller].site = here;
    down(here, 4, 3);
    sketch.step({sketch.someone(1, sketch.mail, sketch.responds(8))});
    EXPECT_EQ(told(), R"(first answer 9.000, contact 9.000 with official-0 by mail (row 0), response never
0.000–9.000 official-0 by mail (row 0) #1: contact
)");
}

TEST_F(Sites, a_reply_that_comes_while_nobody_is_there_is_lost) {
    const Index here = site("here");
    sketch.scenario.parties[sketch.caller].site = here;
    down(here, 8, 3);
    sketch.step({sketch.someone(1, sketch.mail, sketch.responds(8))});
    EXPECT_EQ(told(), R"(first answer never, contact never with nobody, response never
0.000–21.000 official-0 by mail (row 0) #1: no answer
)");
}

// The call is missed at 12 s. The call-back comes at 20 s, unless the official is gone then.
TEST_F(Sites, a_call_back_is_lost_where_the_official_has_gone) {
    const Index there = site("there");
    const Person person = sketch.someone(1, sketch.phone, sketch.calls_back(8));
    sketch.scenario.officials[person.who].site = there;
    sketch.step({person});
    EXPECT_EQ(told(), R"(first answer 20.000, contact 20.000 with official-0 by phone (row 0), response never
0.000–12.000 official-0 by phone (row 0) #1: no answer
)");
    down(there, 15, 10);
    EXPECT_EQ(told(), R"(first answer never, contact never with nobody, response never
0.000–12.000 official-0 by phone (row 0) #1: no answer
)");
}

}  // namespace
}  // namespace hotline
