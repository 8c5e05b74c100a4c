// The loss by epoch, growing to the right. The axis is logarithmic, so that the slow gains of late epochs are seen too.
import { vector } from "./element.js";

const [width, height, left, bottom] = [280, 110, 44, 18];

export class LossCurve {
    constructor(training) {
        this.element = vector("svg", {
            class: "live-curve", viewBox: `0 0 ${width} ${height}`, role: "img",
            "aria-label": `Loss of ${training.name} by epoch`,
        });
    }

    show(training) {
        const losses = training.losses.map((loss) => (loss > 0 ? Math.log10(loss) : null));
        const known = losses.filter((loss) => loss !== null);
        if (known.length === 0) return;
        const [low, high] = [Math.min(...known), Math.max(...known)];
        const x = (index) => left + (width - left - 6) * index / Math.max(1, training.epochs - 1);
        const y = (value) => 8 + (height - bottom - 14) * (high - value) / Math.max(high - low, 1e-9);
        const points = losses.map((loss, index) => (loss === null ? null : [x(index), y(loss)])).filter(Boolean);
        const last = points[points.length - 1];
        this.element.replaceChildren(
            vector("path", { class: "live-axis", d: `M${left} 4V${height - bottom}H${width}` }),
            label(left - 4, y(high) + 4, "end", 10 ** high),
            ...(high - low > 0.05 ? [label(left - 4, y(low) + 4, "end", 10 ** low)] : []),
            vector("text", { x: width - 2, y: height - 4, "text-anchor": "end" }, `epoch ${training.epochs}`),
            vector("polyline", { class: "live-line", points: points.map((point) => point.join(",")).join(" ") }),
            vector("circle", { class: "live-end", cx: last[0], cy: last[1], r: 3 }));
    }
}

function label(x, y, anchor, value) {
    return vector("text", { x, y, "text-anchor": anchor }, value.toPrecision(2));
}
