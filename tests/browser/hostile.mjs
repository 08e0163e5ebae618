// A scenario whose author means harm, or does not write as its readers do: names that are markup, run from right to
// left, are emoji, or are very long.
import fs from "node:fs";
import path from "node:path";

const name = (words) => JSON.stringify(words);

export function writeHostile(folder) {
    const markup = "</script><b>bold</b><script>document.title = 'taken'</script>";
    const endless = "endless".repeat(1429).slice(0, 10000);
    const scenario = `
title = ${name(`</title>${markup}`)}
description = ${name(`<img src="https://example.org/x.png" onerror="document.title='taken'"> & מימין לשמאל ${endless}`)}
horizon = "2h"
replications = 200
seed = 3
contacts = ["contacts.csv"]
[start]
between = [2012-10-01T00:00:00Z, 2012-10-15T00:00:00Z]
[party.us]
name = ${name(`<a href="javascript:alert(1)">${endless}`)}
time_zone = "America/New_York"
[party.them]
name = ${name("مركز الاتصال العربي ☎️👨‍👩‍👧‍👦")}
time_zone = "Asia/Kolkata"
hand_over = "inner"
# evil.figure, and <script>alert(1)</script>
[response.some]
on_duty = { answer = 0.3, latency = "20s" }
[channel.phone]
kind = "call"
patience = "30s"
[protocol.first]
title = ${name(markup)}
goal = { authority = 2 }
prepare = "1min"
rounds = 3
hold = "5min"
round_gap = "10min"
[[protocol.first.step]]
call = { party = "callee" }
[protocol.second]
title = ${name(`שלום ${endless} & < > " '`)}
goal = { authority = 2 }
prepare = "30s"
[[protocol.second.step]]
call = { party = "callee", role = "head" }
tries = 3
gap = "1min"
[protocol.inner]
[[protocol.inner.step]]
call = { party = "them", role = "head" }
[[case]]
caller = "us"
callee = "them"
protocol = ["first", "second"]
[[expect]]
protocol = "first"
that = "P(contact <= 1h) >= 0.5"
`;
    const contacts = `official,party,organisation,role,name,authority,channel,address,response
desk,them,"<script>alert(1)</script>","${endless}","=cmd()",1,phone,+1,some
head,them,"🏢","head","""quoted"" & <i>",3,phone,+2,some
`;
    fs.mkdirSync(folder, {recursive: true});
    fs.writeFileSync(path.join(folder, "scenario.toml"), scenario);
    fs.writeFileSync(path.join(folder, "contacts.csv"), contacts);
    fs.writeFileSync(path.join(folder, "published.csv"), `key,quantity,value,unit,source,standing
evil.figure,"<img src=x> שלום","</td></script><b>1</b>",share,"<a href=""javascript:alert(1)"">${endless}</a>",read
`);
    return folder;
}
