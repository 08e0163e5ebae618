// Makes the page's static curves interactive: values at the pointer or by the arrow keys, and a linear or logarithmic
// time axis. All words come with the data. Without this script the page says the same.
"use strict";
(() => {
    const data = JSON.parse(document.getElementById("page-data").textContent);
    const DASHES = {s1: [], s2: [9, 4], s3: [2, 3], s4: [9, 3, 2, 3], s5: [15, 4], s6: [5, 3]};
    const MARKS = [false, "circle", "rect", "triangle"];
    const MARKS_OF_SERIES = 7;
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const charts = [];

    // The last of a series' points at or before a time.
    const indexAt = (points, at) => {
        let low = 0;
        let high = points.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (points[middle][0] <= at) low = middle; else high = middle - 1;
        }
        return low;
    };

    // A curve is a step function: a value holds until the next. Marks stand where no other series has one.
    const marksOf = (chart, series, index, scale) => {
        const points = series.mark === 0 ? [] : Array.from({length: MARKS_OF_SERIES}, (_, mark) => {
            const part = (mark + index / chart.series.length) / MARKS_OF_SERIES;
            const at = scale === "linear" ? part * chart.horizon : chart.least * (chart.horizon / chart.least) ** part;
            return {x: at, y: series.points[indexAt(series.points, at)][1] / series.drills};
        });
        return {data: points, showLine: false, pointStyle: MARKS[series.mark], pointRadius: 5, borderWidth: 1.75};
    };

    // For each series: its curve, the ends of its intervals, its marks.
    const datasets = (chart, scale) => chart.series.flatMap((series, index) => {
        const line = colour(`--${series.css}`);
        const points = (value) => series.points.map((point) => ({x: Math.max(point[0], 1e-3), y: value(point)}));
        const common = {stepped: "before", pointRadius: 0, borderColor: line};
        return [
            {...common, label: series.name, data: points((point) => point[1] / series.drills), borderWidth: 2.5,
             borderDash: DASHES[series.css], backgroundColor: line},
            {...common, data: points((point) => point[2]), borderWidth: 0, pointHitRadius: 0},
            {...common, data: points((point) => point[3]), borderWidth: 0, pointHitRadius: 0, fill: "-1",
             backgroundColor: line + "29"},
            {...common, ...marksOf(chart, series, index, scale), backgroundColor: colour("--paper")},
        ];
    });

    const deadlines = {
        id: "deadlines",
        beforeDatasetsDraw(drawn) {
            const {ctx, chartArea, scales} = drawn;
            ctx.save();
            ctx.strokeStyle = colour("--soft");
            ctx.setLineDash([1, 3]);
            for (const at of drawn.options.deadlines) {
                const x = scales.x.getPixelForValue(at);
                if (x < chartArea.left || x > chartArea.right) continue;
                ctx.beginPath();
                ctx.moveTo(x, chartArea.top);
                ctx.lineTo(x, chartArea.bottom);
                ctx.stroke();
            }
            ctx.restore();
        },
    };

    // The values that are shown, as points on the curves.
    const told = {
        id: "told",
        afterDatasetsDraw(drawn) {
            const {ctx, scales, options: {cursor}} = drawn;
            if (!cursor || cursor.at === null || cursor.at < scales.x.min) return;
            const x = scales.x.getPixelForValue(cursor.at);
            ctx.save();
            ctx.strokeStyle = colour("--soft");
            ctx.beginPath();
            ctx.moveTo(x, drawn.chartArea.top);
            ctx.lineTo(x, drawn.chartArea.bottom);
            ctx.stroke();
            cursor.shares.forEach((share, index) => {
                ctx.fillStyle = drawn.data.datasets[4 * index].borderColor;
                ctx.beginPath();
                ctx.arc(x, scales.y.getPixelForValue(share), 5, 0, 2 * Math.PI);
                ctx.fill();
            });
            ctx.restore();
        },
    };

    const timeAxis = (chart, scale) => ({
        type: scale,
        min: scale === "linear" ? 0 : chart.least,
        max: chart.horizon,
        title: {display: true, text: "time since the emergency" + (scale === "linear" ? "" : " (logarithmic)"),
                color: colour("--soft")},
        grid: {display: false},
        border: {color: colour("--soft")},
        afterBuildTicks: (axis) => {
            // The last label stays. Of the others, those that would overlap the next one are left out. The axis has its
            // width by now, but does not map values to pixels yet.
            const ctx = axis.chart.ctx;
            ctx.save();
            ctx.font = `12px ${axis.chart.options.font.family}`;
            const part = (value) => scale === "linear" ? value / chart.horizon
                                                       : Math.log(value / chart.least) / Math.log(chart.horizon / chart.least);
            let free = Infinity;
            axis.ticks = chart.marks[scale].toReversed().filter(([value, name]) => {
                const half = ctx.measureText(name).width / 2;
                const middle = part(value) * axis.width;
                if (middle + half + 8 > free) return false;
                free = middle - half;
                return true;
            }).map(([value]) => ({value})).reverse();
            ctx.restore();
        },
        ticks: {color: colour("--soft"), maxRotation: 0, autoSkip: false,
                callback: (value) => (chart.marks[scale].find(([at]) => at === value) || ["", ""])[1]},
    });

    const make = (chart) => {
        const figure = document.getElementById(chart.id);
        const still = figure.querySelector(".still");
        const bar = document.createElement("div");
        bar.className = "controls";
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "logarithmic time";
        bar.append(button);
        const frame = document.createElement("div");
        frame.className = "live";
        const canvas = document.createElement("canvas");
        canvas.tabIndex = 0;
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", still.querySelector("title").textContent +
            ". The arrow keys read out the values at a time.");
        frame.append(canvas);
        const said = document.createElement("p");
        said.className = "said";
        said.setAttribute("role", "status");
        still.before(bar, figure.querySelector(".legend"), frame, said);
        figure.classList.add("is-live");

        let scale = "logarithmic";
        const drawn = new Chart(canvas, {
            type: "line",
            data: {datasets: datasets(chart, scale)},
            plugins: [deadlines, told],
            options: {
                deadlines: chart.deadlines,
                animation: false,
                maintainAspectRatio: false,
                interaction: {mode: "nearest", axis: "x", intersect: false},
                font: {family: getComputedStyle(document.body).fontFamily},
                scales: {
                    x: timeAxis(chart, scale),
                    y: {min: 0, max: 1, title: {display: true, text: "share of emergencies", color: colour("--soft")},
                        grid: {color: colour("--line")},
                        ticks: {color: colour("--soft"), stepSize: 0.25, callback: (share) => `${100 * share} %`}},
                },
                plugins: {legend: {display: false}, tooltip: {enabled: false}},
            },
        });

        // All series at one time: the last time by then for which the data have values.
        const hint = "Point at the curves, or focus them and use the arrow keys, to read values.";
        said.textContent = hint;
        let place = -1;
        const cursor = {at: null};
        drawn.options.cursor = cursor;
        const show = (at) => {
            const [time, name, values] = chart.told[indexAt(chart.told, at)];
            said.textContent = `By ${name} – ` +
                chart.series.map((series, index) => `${series.name}: ${values[index][1]}`).join("; ");
            Object.assign(cursor, {at: time, shares: values.map(([share]) => share)});
            drawn.update("none");
        };
        canvas.addEventListener("pointermove", (event) => {
            show(drawn.scales.x.getValueForPixel(event.offsetX));
        });
        canvas.addEventListener("keydown", (event) => {
            const marked = chart.marks[scale].map(([at]) => at).filter((at) => at > 0);
            const times = [...new Set([...marked, ...chart.deadlines])].sort((a, b) => a - b);
            const step = {ArrowLeft: -1, ArrowRight: 1, Home: -times.length, End: times.length}[event.key];
            if (!step) return;
            event.preventDefault();
            place = Math.min(Math.max(place + step, 0), times.length - 1);
            show(times[place]);
        });
        button.setAttribute("aria-pressed", "true");
        button.addEventListener("click", () => {
            scale = scale === "linear" ? "logarithmic" : "linear";
            button.setAttribute("aria-pressed", String(scale === "logarithmic"));
            drawn.options.scales.x = timeAxis(chart, scale);
            datasets(chart, scale).forEach((fresh, index) => Object.assign(drawn.data.datasets[index], fresh));
            place = -1;
            drawn.update("none");
        });
        charts.push(() => {
            datasets(chart, scale).forEach((fresh, index) => Object.assign(drawn.data.datasets[index], fresh));
            drawn.options.scales.x = timeAxis(chart, scale);
            const y = drawn.options.scales.y;
            y.title.color = y.ticks.color = colour("--soft");
            y.grid.color = colour("--line");
            drawn.update("none");
        });
    };

    // The pair of parties under the pointer. All pairs are in one picture of few strokes.
    const tellPairs = (matrix) => {
        const figure = document.getElementById(matrix.id);
        const picture = figure.querySelector("svg.picture");
        const said = document.createElement("p");
        said.className = "said";
        said.setAttribute("role", "status");
        said.textContent = "Point at a cell to read who calls whom.";
        picture.after(said);
        picture.addEventListener("pointermove", (event) => {
            const box = picture.getBoundingClientRect();
            const cells = matrix.names.length;
            const at = (position, size, all) =>
                Math.floor((position / size * all - matrix.margin) / (matrix.side / cells));
            const column = at(event.clientX - box.left, box.width, matrix.margin + matrix.side);
            const row = at(event.clientY - box.top, box.height, matrix.margin + matrix.side);
            if (!(matrix.texts[row] || [])[column]) return;
            said.textContent = `\u2068${matrix.names[row]}\u2069 → \u2068${matrix.names[column]}\u2069: ${matrix.texts[row][column]}`;
        });
    };

    for (const chart of data.charts) make(chart);
    for (const matrix of data.matrices) tellPairs(matrix);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((redraw) => redraw()));
})();
