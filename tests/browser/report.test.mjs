// The report's page in a real browser: it shows what it should, loads nothing else, and everybody can use it. The
// program is $HOTLINE, and the browser is the Chromium $CHROMIUM. No test depends on speed.
import assert from "node:assert/strict";
import {execFile, execFileSync} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {after, before, describe, test} from "node:test";
import {createRequire} from "node:module";
import {fileURLToPath, pathToFileURL} from "node:url";
import {promisify} from "node:util";
import {chromium} from "playwright-core";
import {writeHostile} from "./hostile.mjs";

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "hotline-browser-"));
const hotline = async (...words) =>
    (await promisify(execFile)(process.env.HOTLINE, words, {cwd: top, encoding: "utf8", maxBuffer: 1 << 28})).stdout;

let browser;
before(async () => {
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM,
        args: process.getuid() === 0 ? ["--no-sandbox"] : [],
    });
});
after(async () => {
    await browser.close();
    fs.rmSync(folder, {recursive: true});
});

/// `report` or `mend` with these words writes the page.
function writePage(file, words) {
    return words[0] === "mend" ? hotline(...words, "--report", file) : hotline("report", ...words, "--out", file);
}

/// Makes a page once for the same words.
const pages = new Map();
function makePage(name, ...words) {
    const key = JSON.stringify(words);
    if (!pages.has(key)) {
        const file = path.join(folder, `${name}.html`);
        pages.set(key, writePage(file, words).then(() => file));
    }
    return pages.get(key);
}

/// Opens a page. Fails if it writes to the console, or requests anything but itself.
async function open(file, options = {}) {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}, ...options});
    const page = await context.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => { if (request.url() !== pathToFileURL(file).href) said.push(request.url()); });
    await page.goto(pathToFileURL(file).href);
    return {page, close: async () => {
        assert.deepEqual(said, []);
        await context.close();
    }};
}

/// Contrast takes a browser a long time. So only one of the texts that look alike on the same background is checked.
async function findings(page) {
    // The page's policy allows no other script, but the debugger's scripts are not bound by it.
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
        const ground = (element) => {
            for (let one = element; one; one = one.parentElement) {
                const {backgroundColor} = getComputedStyle(one);
                if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor;
            }
            return "";
        };
        const looks = new Map();
        for (const element of document.querySelectorAll("body *")) {
            const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
            if (!hasText || element.getClientRects().length === 0) continue;
            const {color, fill, fontSize, fontWeight, opacity} = getComputedStyle(element);
            const look = [element.localName, element.getAttribute("class"), element.parentElement.getAttribute("class"),
                          color, fill, fontSize, fontWeight, opacity, ground(element)].join();
            if (!looks.has(look)) looks.set(look, element);
        }
        const CONTRAST = "color-contrast";
        const all = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
                                             rules: {[CONTRAST]: {enabled: false}}, resultTypes: ["violations"]});
        const contrast = await axe.run({include: [...looks.values()]},
                                       {runOnly: {type: "rule", values: [CONTRAST]}, resultTypes: ["violations"]});
        return [...all.violations, ...contrast.violations];
    });
    return violations.map((found) => `${found.id}: ${found.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
}

/// What sticks out of the window or of its place: elements that are too wide, and texts outside their picture.
const sticksOut = (page) => page.evaluate(() => {
    const out = [];
    if (document.documentElement.scrollWidth > innerWidth) out.push("the page scrolls sideways");
    const visible = (element) => element.checkVisibility() && element.getClientRects().length > 0;
    for (const element of document.querySelectorAll("main *")) {
        if (!visible(element) || element.closest("thead, .skip")) continue;
        const box = element.getBoundingClientRect();
        if (box.right > innerWidth + 1 || box.left < -1) out.push(`${element.tagName} ${element.textContent.slice(0, 40)}`);
    }
    for (const text of document.querySelectorAll("svg.picture text")) {
        if (!visible(text)) continue;
        const box = text.getBoundingClientRect();
        const picture = text.closest("svg").getBoundingClientRect();
        if (box.left < picture.left - 1 || box.right > picture.right + 1 || box.top < picture.top - 1 ||
            box.bottom > picture.bottom + 1) out.push(`text ${text.textContent}`);
    }
    return out;
});

/// A case with so many protocols that no table has room for them side by side.
function writeCrowded(folder, count = 10) {
    fs.mkdirSync(folder, {recursive: true});
    const names = [..."abcdefghijklmnopqrst"].slice(0, count).map((letter) => `protocol-${letter}`);
    const protocols = names.map((name, index) => `[protocol.${name}]
title = "A protocol, the ${index + 1}th of its kind"
goal = { authority = 1 }
prepare = "${index + 1}min"
[[protocol.${name}.step]]
call = { party = "them" }
`);
    fs.writeFileSync(path.join(folder, "scenario.toml"), `title = "Crowded"
horizon = "2h"
replications = 20
contacts = ["contacts.csv"]
start = { at = 2012-10-04T02:30:00Z }
[party.us]
time_zone = "America/New_York"
[party.them]
time_zone = "Asia/Kolkata"
[response.some]
on_duty = { answer = 0.3, latency = "20s" }
[channel.phone]
kind = "call"
${protocols.join("")}
[[case]]
caller = "us"
callee = "them"
protocol = ${JSON.stringify(names)}
`);
    fs.writeFileSync(path.join(folder, "contacts.csv"), "official,party,authority,channel,response\ndesk,them,1,phone,some\n");
    return folder;
}

/// A shipped scenario of many states without its expectations, which would be played until they are decided.
function writeMany(folder) {
    const shippedAt = path.join(top, "scenarios");
    fs.cpSync(path.join(shippedAt, "budapest-2012"), folder, {recursive: true});
    const file = path.join(folder, "scenario.toml");
    const text = fs.readFileSync(file, "utf8").replaceAll('"../../', `"${top}/`).replaceAll('"../', `"${shippedAt}/`);
    const kept = text.split(/^(?=\[)/m).filter((table) => !table.startsWith("[[expect]]")).join("");
    assert.notEqual(kept, text);
    fs.writeFileSync(file, kept);
    return folder;
}

/// The shipped scenario with changes that cost something, one of them with a long name.
function writePriced(place) {
    fs.mkdirSync(place);
    fs.writeFileSync(path.join(place, "scenario.toml"), `extends = "${top}/scenarios/uk-china-2012/scenario.toml"
[[change]]
title = "Somebody answers at night, in all offices of the ministry, whoever is on duty, and at the weekend as well"
set = ["response.office-phone.off_duty.answer = 0.6", 'response.office-phone.off_duty.latency = "20s"']
cost = 40
[[change]]
title = "One more round"
set = "protocol.lists.rounds=4"
cost = 1.5
[[change]]
title = "Hold on longer"
set = "protocol.lists.hold=20min"
cost = 0.5
`);
    return place;
}

const shipped = "scenarios/uk-china-2012";
const together = ["scenarios/weekend-worm", "-n", "200"];
const mended = ["mend", writePriced(path.join(folder, "priced")), "-p", "lists", "-n", "400", "--within", "2h", "--budget", "50"];
const many = [writeMany(path.join(folder, "many")), "-n", "10"];
const scenarios = [
    {name: "shipped", words: [shipped, "-n", "2000"]},
    {name: "hostile", words: [writeHostile(path.join(folder, "hostile"))]},
    {name: "crowded", words: [writeCrowded(path.join(folder, "crowded"))]},
    {name: "many", words: many},
    {name: "together", words: together},
    {name: "mended", words: mended},
    {name: "several", words: [shipped, "scenarios/uk-russia-2012", "-n", "300"]},
];

// Two at a time: most of the work is in the browser.
describe("the page", {concurrency: 2}, () => {
const one_by_one = {concurrency: 1};

test("a text that is hard to read is found", async () => {
    const {page, close} = await open(await makePage("shipped", shipped, "-n", "2000"));
    await page.locator(".answer .more").first().evaluate((words) => { words.style.color = "#ccc"; });
    assert.match((await findings(page)).join(), /^color-contrast: [^|]*$/);
    await close();
});

for (const {name, words} of scenarios) {
    describe(name, one_by_one, () => {
        let file;
        before(async () => { file = await makePage(name, ...words); });

        for (const width of [1440, 768, 360]) {
            for (const colorScheme of ["light", "dark"]) {
                test(`${width} px, ${colorScheme}: nothing sticks out, axe finds nothing`, async () => {
                    const {page, close} = await open(file, {viewport: {width, height: 800}, colorScheme});
                    assert.deepEqual(await sticksOut(page), []);
                    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
                    assert.deepEqual(await sticksOut(page), []);
                    // Contrast depends on the scheme, layout on the width. Each is checked once.
                    if ((width === 1440) === (colorScheme === "light")) assert.deepEqual(await findings(page), []);
                    await close();
                });
            }
        }

        test("without scripts sentences, tables and pictures are there", async () => {
            const {page, close} = await open(file, {javaScriptEnabled: false});
            assert.ok(await page.locator("main section").count() >= 3);
            assert.ok(await page.locator("main table").count() >= 2);
            assert.equal(await page.locator("canvas").count(), 0);
            assert.doesNotMatch(await page.locator("body").textContent(), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
            await close();
        });

        test("prints", async () => {
            const {page, close} = await open(file);
            await page.emulateMedia({media: "print"});
            const paper = await page.pdf({format: "A4"});
            assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
            assert.equal(await page.locator("button").filter({visible: true}).count(), 0);
            assert.equal(await page.locator("canvas").filter({visible: true}).count(), 0);
            await close();
        });

        test("the same page again, to the byte", async () => {
            const again = path.join(folder, `${name}-again.html`);
            await writePage(again, [...words, "--jobs", "1"]);
            const without = (text) => text.replaceAll(/ --jobs 1/g, "").replaceAll(path.basename(again), path.basename(file));
            assert.equal(without(fs.readFileSync(again, "utf8")), fs.readFileSync(file, "utf8"));
            assert.ok(fs.statSync(file).size < 1_000_000, `${fs.statSync(file).size} bytes`);
        });
    });
}

/// A log of contacts of which each answers less than the one before, on two channels.
function writeLog(file) {
    const rows = ["official,channel,at,result,after,given_up"];
    for (let contact = 0; contact < 16; ++contact) {
        for (let test = 0; test < 9; ++test) {
            const answers = (contact * 7 + test * 5) % 17 >= contact;
            const whom = `the-desk-of-many-duties-and-few-people-${contact},${contact % 2 ? "pstn" : "email"}`;
            rows.push(`${whom},2012-0${test + 1}-03T10:00Z,` +
                      (answers ? `answered,${5 + (contact * 31 + test * 53) % 90}s,` : "no answer,,2min"));
        }
    }
    fs.writeFileSync(file, `${rows.join("\n")}\n`);
    return file;
}

describe("the page of fit", one_by_one, () => {
    let file;
    before(async () => {
        const out = path.join(folder, "fitted");
        await hotline("fit", writeLog(path.join(folder, "log.csv")), "--out", out);
        file = path.join(out, "page.html");
    });

    for (const width of [1440, 800, 390]) {
        for (const colorScheme of ["light", "dark"]) {
            test(`${width} px, ${colorScheme}: nothing sticks out, axe finds nothing`, async () => {
                const {page, close} = await open(file, {viewport: {width, height: 800}, colorScheme});
                assert.equal(await page.locator(".entries figure").count(), 12);
                assert.deepEqual(await sticksOut(page), []);
                await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
                assert.deepEqual(await sticksOut(page), []);
                if ((width === 1440) === (colorScheme === "light")) assert.deepEqual(await findings(page), []);
                await close();
            });
        }
    }

    test("prints", async () => {
        const {page, close} = await open(file);
        await page.emulateMedia({media: "print"});
        assert.equal((await page.pdf({format: "A4"})).subarray(0, 5).toString(), "%PDF-");
        await close();
    });
});

describe("figures", one_by_one, () => {
    const words = [shipped, "-n", "2000"];
    let file;
    let result;
    before(async () => {
        file = await makePage("figures", ...words);
        result = JSON.parse(await hotline("run", ...words, "--format", "json"));
    });

    test("the page's data are those of run", async () => {
        const {page, close} = await open(file);
        const embedded = JSON.parse(await page.locator("#result-0").textContent());
        assert.deepEqual(embedded, result);
        await close();
    });

    test("sentences, tables and curves say what run says", async () => {
        const {page, close} = await open(file);
        const data = JSON.parse(await page.locator("#page-data").textContent());
        const answers = await page.locator(".answer").allTextContents();
        for (const [index, one] of result.cases.entries()) {
            const {probability, interval, reached, mean_within_horizon: mean} = one.contact;
            const told = parseFloat(/By 24 h it is ([\d.]+) %/.exec(answers[index])[1]);
            assert.ok(Math.abs(told - 100 * probability) < 0.0501, answers[index]);
            const last = data.charts[0].series[index].points.at(-1);
            assert.equal(last[0], result.horizon);
            assert.equal(last[1], reached);
            assert.deepEqual(last.slice(2, 4), interval);
            const atHorizon = data.charts[0].told.at(-1);
            assert.deepEqual(atHorizon.slice(0, 2), [result.horizon, "24 h"]);
            assert.equal(atHorizon[2][index][0], probability);
            const results = await page.locator("section[aria-labelledby=endings] tbody tr").evaluateAll(
                (rows, column) => rows.map((row) => [row.querySelector("th").textContent,
                                                     row.querySelectorAll("td")[column].innerText.trim()]), index);
            const all = Object.values(one.attempts.by_result).reduce((sum, count) => sum + count, 0);
            for (const [ending, said] of results.slice(0, -1)) {
                const share = one.attempts.by_result[ending] / all;
                assert.ok(Math.abs(parseFloat(said) - 100 * share) < 0.051, `${ending}: ${said}, ${share}`);
            }
            assert.match(results.at(-1)[1], new RegExp(`^${one.attempts.mean.toFixed(2)} \\([\\d.]+–[\\d.]+\\)$`));
            const parts = data.spending[0].series[index].seconds;
            assert.ok(Math.abs(parts.reduce((sum, part) => sum + part, 0) - mean) < 1e-6);
        }
        await close();
    });

    test("every law has its source: the published figures that it rests on, or that it is an assumption", async () => {
        const {page, close} = await open(file, {javaScriptEnabled: false});
        const rows = await page.locator("section[aria-labelledby=assumptions] details:nth-of-type(1) tbody tr").evaluateAll(
            (all) => all.map((row) => ({name: row.querySelector("th").innerText.split("\n")[0],
                                        words: row.querySelector("td:last-child").innerText,
                                        figures: [...row.querySelectorAll("li")].map((item) => item.innerText)})));
        for (const {name, words, figures} of rows) assert.ok(figures.length > 0 || /assum/i.test(words), name);
        const desk = rows.find(({name}) => name === "duty-desk");
        assert.deepEqual(desk.figures.map((figure) => figure.split(":")[0]),
                         ["emergency_desk.10s", "emergency_desk.20s", "agency_2005.missed_one"]);
        assert.equal(desk.figures[0], "emergency_desk.10s: calls to a staffed 112 desk answered within 10 s (NL, FI): 71 %. " +
                                      "EU 112 report 2008, euroalert.net 7268 (read in the source)");
        await close();
    });

    test("values under the pointer", async () => {
        const {page, close} = await open(file);
        const canvas = page.locator("canvas").first();
        await canvas.scrollIntoViewIfNeeded();
        const box = await canvas.boundingBox();
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        const said = await page.locator(".said").first().textContent();
        assert.match(said, /^By \d.* – The existing lists: [\d.]+ % \([\d.]+–[\d.]+\); A dedicated line, staffed round the clock: [\d.]+ %/);
        await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2);
        assert.notEqual(await page.locator(".said").first().textContent(), said);
        await close();
    });

    test("by keyboard: the skip link, the switch of the axis, values at a time, what is folded", async () => {
        const {page, close} = await open(file);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the answers");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "answers");

        const button = page.locator(".controls button").first();
        await button.focus();
        assert.equal(await button.getAttribute("aria-pressed"), "true");
        await page.keyboard.press("Space");
        assert.equal(await button.getAttribute("aria-pressed"), "false");

        const canvas = page.locator("canvas").first();
        await canvas.focus();
        await page.keyboard.press("ArrowRight");
        assert.match(await page.locator(".said").first().textContent(), /^By 15 min – /);
        await page.keyboard.press("End");
        assert.match(await page.locator(".said").first().textContent(), /^By 24 h – /);

        await page.locator("summary").first().focus();
        await page.keyboard.press("Enter");
        assert.ok(await page.locator("details").first().evaluate((details) => details.open));
        await close();
    });

    test("colours follow the reader's scheme, also while the page is open", async () => {
        const {page, close} = await open(file);
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(await paper(), "rgb(255, 255, 255)");
        await page.emulateMedia({colorScheme: "dark"});
        assert.equal(await paper(), "rgb(20, 24, 28)");
        await close();
    });

    test("series differ by more than colour", async () => {
        const {page, close} = await open(file, {javaScriptEnabled: false});
        const dashes = await page.locator("svg.wide .curve").evaluateAll(
            (curves) => curves.filter((curve) => curve.tagName === "path").map((curve) => getComputedStyle(curve).strokeDasharray));
        assert.equal(new Set(dashes).size, dashes.length);
        await close();
    });

    test("twenty series are all told apart, without colour too", async () => {
        const twenty = await makePage("twenty", writeCrowded(path.join(folder, "twenty"), 20));
        const {page, close} = await open(twenty);
        const looks = await page.locator(".legend line.curve").evaluateAll((lines) => lines.map((line) => {
            const mark = line.nextElementSibling;
            return `${getComputedStyle(line).strokeDasharray} ${mark ? mark.tagName + mark.getAttribute("d") : ""}`;
        }));
        assert.equal(new Set(looks).size, 20, looks.join("; "));
        assert.equal(await page.locator(".legend li").filter({visible: true}).count(), 20);
        await close();
    });

    test("a curve is steps: no part of it slopes", async () => {
        const {page, close} = await open(file, {javaScriptEnabled: false});
        const paths = await page.locator("path.curve, path.band").evaluateAll((all) => all.map((one) => one.getAttribute("d")));
        assert.ok(paths.length > 0);
        for (const data of paths) assert.match(data, /^M[\d.]+ [\d.]+(?:[HV][\d.]+)+(?:L[\d.]+ [\d.]+(?:[HV][\d.]+)+Z)?$/);
        await close();
    });

    test("the command makes the page again", async () => {
        const {page, close} = await open(file);
        assert.equal(await page.locator("section[aria-labelledby=again] code").textContent(),
                     `hotline report ${shipped} -n 2000 --out ${file}`);
        await close();
    });

    test("the pictures stand by themselves", async () => {
        const pictures = path.join(folder, "pictures");
        await hotline("report", ...words, "--out", path.join(folder, "x.html"), "--svg", pictures);
        const names = fs.readdirSync(pictures);
        for (const kind of ["reach-uk-cn.svg", "reach-linear-uk-cn.svg", "hours-uk-cn-lists.svg"]) assert.ok(names.includes(kind), names.join(" "));
        assert.ok(names.some((one) => one.startsWith("drill-uk-cn-lists-")), names.join(" "));
        for (const one of names) {
            assert.doesNotMatch(fs.readFileSync(path.join(pictures, one), "utf8"), /var\(/);
            const {page, close} = await open(path.join(pictures, one));
            assert.equal(await page.evaluate(() => document.documentElement.tagName), "svg");
            assert.equal(await page.evaluate(() => document.querySelectorAll("script, foreignObject, image, use").length), 0);
            assert.ok(await page.evaluate(() => document.querySelector("title").textContent.length > 0));
            await close();
        }
    });

    test("librsvg draws the pictures as the browser does", async () => {
        const pictures = path.join(folder, "pictures");
        const blank = path.join(folder, "blank.html");
        fs.writeFileSync(blank, "<!DOCTYPE html><title>blank</title>");
        const {page: canvas, close: closeCanvas} = await open(blank);
        for (const one of fs.readdirSync(pictures)) {
            const drawn = execFileSync("rsvg-convert", [path.join(pictures, one)], {maxBuffer: 1 << 26});
            const [width, height] = [drawn.readUInt32BE(16), drawn.readUInt32BE(20)];
            const {page, close} = await open(path.join(pictures, one), {viewport: {width, height}});
            const shot = await page.screenshot();
            await close();
            // Texts and edges are drawn slightly differently, so the mean colours of patches are compared.
            const {apart, ink} = await canvas.evaluate(async ([a, b, wide, high]) => {
                const pixels = async (base64) => {
                    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
                    const bitmap = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
                    const context = new OffscreenCanvas(wide, high).getContext("2d");
                    context.drawImage(bitmap, 0, 0);
                    return context.getImageData(0, 0, wide, high).data;
                };
                const [mine, other] = [await pixels(a), await pixels(b)];
                const PATCH = 20;
                const found = {apart: 0, ink: 0};
                for (let top = 0; top + PATCH <= high; top += PATCH) {
                    for (let left = 0; left + PATCH <= wide; left += PATCH) {
                        for (let channel = 0; channel < 3; ++channel) {
                            let difference = 0;
                            for (let y = top; y < top + PATCH; ++y) {
                                for (let x = left; x < left + PATCH; ++x) {
                                    const at = 4 * (y * wide + x) + channel;
                                    difference += mine[at] - other[at];
                                    if (other[at] < 250) ++found.ink;
                                }
                            }
                            found.apart = Math.max(found.apart, Math.abs(difference) / PATCH / PATCH);
                        }
                    }
                }
                return found;
            }, [shot.toString("base64"), drawn.toString("base64"), width, height]);
            assert.ok(ink > 100, one);
            assert.ok(apart < 50, `${one}: a patch differs by ${apart} of 255`);
        }
        await closeCanvas();
    });
});

/// Two parties. Each response has an official, and a protocol that calls him.
function writeSmall(name, {parties, responses, titles = {}}) {
    const own = path.join(folder, name);
    fs.mkdirSync(own, {recursive: true});
    const ids = Object.keys(responses);
    fs.writeFileSync(path.join(own, "scenario.toml"), `title = "Small"
horizon = "24h"
replications = 2000
contacts = ["contacts.csv"]
start = { at = 2012-10-01T00:00:00Z }
${parties ?? '[party.uk]\ntime_zone = "UTC"\n[party.cn]\ntime_zone = "UTC"'}
[channel.line]
kind = "message"
patience = "24h"
${ids.map((id) => `[response.${id}]\n${responses[id]}`).join("\n")}
${ids.map((id) => `[protocol.${id}]\ntitle = "${titles[id] ?? id}"\ngoal = { authority = 1 }\n[[protocol.${id}.step]]\ncall = "${id}"`).join("\n")}
[[case]]
caller = "uk"
callee = "cn"
protocol = ${JSON.stringify(ids)}
`);
    fs.writeFileSync(path.join(own, "contacts.csv"), "official,party,authority,channel,response,address\n" +
        ids.map((id, index) => `${id},cn,1,line,${id},+${index}\n`).join(""));
    return own;
}

describe("what a reader is told of several curves at one time", one_by_one, () => {
    // One protocol makes contact at 8 s or never, the other at any time of the day. So their curves have steps at
    // different times.
    const responses = {a: 'on_duty = { answer = 0.5, latency = "8s" }',
                       b: 'on_duty = { answer = 1.0, latency = { law = "uniform", min = "0s", max = "24h" } }'};

    test("the arrow keys and the pointer read what compare says of each", async () => {
        const own = writeSmall("two-series", {responses});
        const compared = JSON.parse(await hotline("compare", own, "--within", "4h", "--format", "json"));
        const {page, close} = await open(await makePage("two-series", own));
        const canvas = page.locator("canvas").first();
        await canvas.focus();
        const said = page.locator(".said").first();
        const seen = [];
        for (let press = 0; press < 30; ++press) {
            await page.keyboard.press("ArrowRight");
            seen.push(await said.textContent());
        }
        const by4h = seen.find((text) => text.startsWith("By 4 h – "));
        assert.ok(by4h, seen.join("\n"));
        for (const {name, reach} of compared.cases[0].contenders) {
            const share = (100 * reach.find(({within}) => within === 14400).probability).toFixed(1);
            assert.ok(by4h.includes(`${name}: ${share} %`), by4h);
        }
        // Under the pointer, too, every curve is read at the time that is named.
        const {told} = JSON.parse(await page.locator("#page-data").textContent()).charts[0];
        const box = await canvas.boundingBox();
        for (const part of [0.3, 0.5, 0.7, 0.9]) {
            await page.mouse.move(box.x + part * box.width, box.y + box.height / 2);
            const text = await said.textContent();
            const row = told.find(([, name]) => text.startsWith(`By ${name} – `));
            assert.equal(text, `By ${row[1]} – a: ${row[2][0][1]}; b: ${row[2][1][1]}`);
        }
        await close();
    });

    test("the live axis names times, as many as have room", async () => {
        const own = writeSmall("axis", {responses});
        for (const [width, least] of [[1440, 6], [360, 3]]) {
            const {page, close} = await open(await makePage("axis", own), {viewport: {width, height: 800}});
            const ticks = await page.evaluate(() => {
                const axis = Chart.getChart(document.querySelector("canvas")).scales.x;
                return axis.ticks.map(({value, label}) => {
                    axis.ctx.font = "12px " + axis.chart.options.font.family;
                    return {label, at: axis.getPixelForValue(value), half: axis.ctx.measureText(label).width / 2};
                });
            });
            assert.ok(ticks.length >= least, JSON.stringify(ticks));
            assert.equal(ticks.at(-1).label, "24 h");
            ticks.slice(1).forEach(({at, half}, before) =>
                assert.ok(ticks[before].at + ticks[before].half < at - half, JSON.stringify(ticks)));
            await close();
        }
    });

    test("names of times do not run into each other", async () => {
        const own = writeSmall("axis", {responses});
        for (const width of [1440, 360]) {
            const {page, close} = await open(await makePage("axis", own), {viewport: {width, height: 800}, javaScriptEnabled: false});
            const overlaps = await page.evaluate(() => [...document.querySelectorAll("svg.picture")]
                .filter((picture) => picture.getClientRects().length > 0).flatMap((picture) => {
                    const boxes = [...picture.querySelectorAll("text.tick")].map((text) => text.getBoundingClientRect());
                    return boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) =>
                        Math.abs(a.top - b.top) < 2 && a.left < b.right && b.left < a.right).map((b) => `${a.left} ${b.left}`));
                }));
            assert.deepEqual(overlaps, []);
            await close();
        }
    });
});

test("an answer has its intervals, and says of few drills that they are too few to tell", async () => {
    const own = writeSmall("few", {responses: {a: 'on_duty = { answer = 0.9, latency = "8s" }'}});
    const {page, close} = await open(await makePage("few", own, "-n", "8"), {javaScriptEnabled: false});
    const more = await page.locator(".answer .more").textContent();
    assert.match(more, /^By 24 h it is [\d.]+ % \([\d.]+–[\d.]+\)\. Half are reached by 8.* \(.*\)/);
    await close();
});

test("the caller stands before the arrow, in whatever direction the names are written", async () => {
    const own = writeSmall("rtl", {
        parties: '[party.uk]\nname = "الأردن"\ntime_zone = "UTC"\n[party.cn]\nname = "Norway"\ntime_zone = "UTC"',
        responses: {a: 'on_duty = { answer = 0.5, latency = "8s" }'}, titles: {a: "بروتوكول"}});
    const {page, close} = await open(await makePage("rtl", own), {javaScriptEnabled: false});
    const captions = await page.locator("figcaption").filter({hasText: "→"}).evaluateAll((all) => all.map((caption) => {
        const walk = document.createTreeWalker(caption, NodeFilter.SHOW_TEXT);
        const left = {};
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            for (const word of ["الأردن", "→", "Norway"]) {
                const at = node.data.indexOf(word);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + word.length);
                left[word] = range.getBoundingClientRect().left;
            }
        }
        return left;
    }));
    assert.ok(captions.length > 0);
    for (const left of captions) assert.ok(left["الأردن"] < left["→"] && left["→"] < left.Norway, JSON.stringify(left));
    await close();
});

test("what to mend first: its bars reach as far as their figures say, and its stair to the budget", async () => {
    const {page, close} = await open(await makePage("mended", ...mended));
    const told = JSON.parse(await hotline(...mended.filter((word, at) => !/^--budget$/.test(word) && mended[at - 1] !== "--budget"),
                                          "--format", "json"));
    const best = told.changes.filter((change) => change.is_measure).slice(0, 3);
    const section = page.locator("section[aria-labelledby=mend]");
    // The first picture has the mean times: each bar is as long as its difference.
    const bars = await section.locator("svg.wide").first().locator("rect").evaluateAll(
        (all) => all.map((one) => Number(one.getAttribute("width"))));
    for (const [at, change] of best.entries()) {
        const share = change.mean_within_horizon.difference / best[0].mean_within_horizon.difference;
        assert.ok(Math.abs(bars[at] / bars[0] - share) < 0.01, `${change.title}: ${bars[at]} of ${bars[0]}`);
    }
    const stairs = await section.locator("svg.wide path.curve").evaluateAll((all) => all.map((one) => one.getAttribute("d")));
    assert.equal(stairs.length, 2);
    // Each begins where nothing is spent, and ends with the budget.
    for (const stair of stairs) assert.match(stair, /^M56 \S+?H.*H846$/);
    await close();
});

test("names in capitals stay within their pictures", async () => {
    const own = writeSmall("capitals", {
        parties: '[party.uk]\nname = "UNITED KINGDOM OF GREAT BRITAIN AND"\ntime_zone = "UTC"\n[party.cn]\ntime_zone = "UTC"',
        responses: {"MFA-DIRECTOR-GENERAL-OFFICE": 'on_duty = { answer = 0.5, latency = "8s" }'},
        titles: {"MFA-DIRECTOR-GENERAL-OFFICE": "FOREIGN AND COMMONWEALTH OFFICE, MAIN DUTY OFFICER ROUND THE CLOCK, WWW"}});
    for (const width of [1440, 360]) {
        const {page, close} = await open(await makePage("capitals", own), {viewport: {width, height: 800}, javaScriptEnabled: false});
        assert.deepEqual(await sticksOut(page), []);
        await close();
    }
});

test("on paper every map of hours is whole, and says what it shows", async () => {
    const five = writeCrowded(path.join(folder, "five"), 5);
    const text = fs.readFileSync(path.join(five, "scenario.toml"), "utf8");
    fs.writeFileSync(path.join(five, "scenario.toml"),
                     text.replace(/^start = .*$/m, "start = { between = [2012-10-01T00:00:00Z, 2012-12-01T00:00:00Z] }"));
    const {page, close} = await open(await makePage("five", five), {viewport: {width: 794, height: 1100}});
    await page.emulateMedia({media: "print"});
    const maps = await page.locator("table.heat").evaluateAll((all) => all.map((table) => {
        const box = table.getBoundingClientRect();
        return {right: box.right, caption: table.caption.textContent};
    }));
    assert.equal(maps.length, 5);
    for (const {right, caption} of maps) {
        assert.ok(right <= 794, `${right}`);
        assert.match(caption, /^% reached within 30 min, by the hour in Kolkata; .*drills? an hour/);
    }
    await close();
});

for (const words of [together, many]) {
    test(`bottlenecks of ${path.basename(words[0])}: the worst of those that run tells, with its figures`, async () => {
        const {usage} = JSON.parse(await hotline("run", ...words, "--format", "json"));
        const {page, close} = await open(await makePage("bottlenecks", ...words), {javaScriptEnabled: false});
        const tables = await page.locator("section[aria-labelledby=bottlenecks] table").evaluateAll((all) => all.map(
            (table) => [...table.querySelectorAll("tbody tr")].map((row) => ({
                id: row.querySelector("bdi").textContent,
                kind: (row.querySelector("small")?.textContent ?? "carrier").split(",")[0],
                cells: [...row.querySelectorAll("td")].map((cell) => cell.textContent)}))));
        const value = (ratio) => ratio ? ratio.value : 0;
        const refusals = (one) => one.asked * value(one.refused);
        const inTheWay = (one) => one.asked > 0 && value(one.refused) + value(one.mean_wait) > 0;
        const near = (said, share) => assert.ok(Math.abs(parseFloat(said) - 100 * share) < 0.11, `${said}, ${share}`);
        let told = 0;
        for (const {resources} of usage) {
            for (const ofCarriers of [false, true]) {
                const those = resources.filter((one) => (one.kind === "carrier") === ofCarriers && one.asked > 0);
                const expected = those.length <= 10 ? those.length : Math.min(10, those.filter(inTheWay).length);
                if (expected === 0) continue;
                const rows = tables[told++];
                assert.equal(rows.length, expected);
                const shown = rows.map(({id, kind}) => those.find((one) => one.id === id && one.kind === kind));
                for (const [index, {cells}] of rows.entries()) {
                    const one = shown[index];
                    assert.ok(Math.abs(parseFloat(cells[0]) - one.asked) < 0.005001, `${cells[0]}, ${one.asked}`);  // 0.945 is 0.95
                    near(cells[1], one.refused.value);
                    near(cells[2], one.refusing_drills);
                    const [low, high] = cells[2].match(/\((.*)–(.*)\)/).slice(1);
                    near(low, one.refusing_drills_together[0]);
                    near(high, one.refusing_drills_together[1]);
                    if (value(one.mean_wait) < 10) assert.equal(cells[3], `${value(one.mean_wait).toFixed(1)} s`);
                    near(cells[4], one.utilisation.value);
                    if (index > 0) assert.ok(refusals(shown[index - 1]) >= refusals(one), one.id);
                }
                for (const other of those) assert.ok(shown.includes(other) || refusals(other) <= refusals(shown.at(-1)), other.id);
            }
        }
        assert.equal(told, tables.length);
        assert.ok(told > 0);
        await close();
    });
}

describe("a scenario whose author means harm", one_by_one, () => {
    let file;
    before(async () => { file = await makePage("harm", path.join(folder, "hostile")); });

    test("is shown as what it is, and nothing of it runs", async () => {
        const {page, close} = await open(file);
        assert.ok((await page.title()).startsWith("</title></script><b>bold</b>"));
        assert.equal(await page.locator("h1").textContent(),
                     "</title></script><b>bold</b><script>document.title = 'taken'</script>");
        assert.equal(await page.locator("b, i, img, a[href^='javascript']").count(), 0);
        assert.equal(await page.locator("script").count(), 4);
        assert.ok((await page.locator(".sources li").textContent()).startsWith("evil.figure: <img src=x> שלום: </td></script><b>1</b> share. "));
        assert.ok((await page.locator("section[aria-labelledby=answer]").textContent()).includes("שלום"));
        await close();
    });

    test("what might still come in would not run", async () => {
        const {page} = await open(file);
        await page.evaluate(() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken'";
            document.body.append(script);
        });
        assert.notEqual(await page.title(), "taken");
        await page.context().close();
    });
});
});
