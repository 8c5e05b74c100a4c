// Codes of two numbers: each test image stands where its code is, as its own digit, and moves from epoch to epoch.
import { element } from "./element.js";

// The book's own ten colors, see Palette.swift.
const light = ["#114ea1", "#e47506", "#367f85", "#4d5001", "#8c59d9", "#822671", "#a3654a", "#9e919a", "#4da758", "#b00439"];
const dark = ["#456ad4", "#fe9819", "#299fb1", "#f2df5c", "#c08ffc", "#ab3794", "#ae816d", "#bcccce", "#46cc80", "#c92626"];

const side = 280;
const duration = 450;
const reducesMotion = matchMedia("(prefers-reduced-motion: reduce)");
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

export class CodeMap {
    constructor(training) {
        this.element = element("canvas", "live-map", "", {
            role: "img", "aria-label": `Test images by the two numbers of their code in ${training.name}`,
        });
        this.context = this.element.getContext("2d");
        const redraw = () => { if (this.to) this.draw(1); };
        systemIsDark.addEventListener("change", redraw);
        new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    }

    show(training) {
        if (training.epoch === this.epoch) return;
        this.epoch = training.epoch;
        this.labels = training.codes.labels;
        this.from = this.to ? this.at(this.progress()) : inSquare(training.codes.points);
        this.to = inSquare(training.codes.points);
        this.start = performance.now();
        if (reducesMotion.matches) this.draw(1);
        else this.animate();
    }

    progress() {
        const t = Math.min(1, (performance.now() - this.start) / duration);
        return 1 - (1 - t) ** 3;
    }

    animate() {
        cancelAnimationFrame(this.frame);
        const t = this.progress();
        this.draw(t);
        if (t < 1) this.frame = requestAnimationFrame(() => this.animate());
    }

    // The places on the way from one epoch to the next, `t` from 0 to 1.
    at(t) {
        return this.to.map(([x, y], index) => {
            const [fromX, fromY] = this.from[index];
            return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
        });
    }

    draw(t) {
        const scale = devicePixelRatio || 1;
        this.element.width = this.element.height = side * scale;
        this.context.setTransform(scale, 0, 0, scale, 0, 0);
        this.context.font = "bold 11px sans-serif";
        this.context.textAlign = "center";
        this.context.textBaseline = "middle";
        const chosen = document.documentElement.dataset.theme;
        const colors = (chosen ? chosen === "dark" : systemIsDark.matches) ? dark : light;
        this.at(t).forEach(([x, y], index) => {
            const label = this.labels[index];
            this.context.fillStyle = colors[label % 10];
            this.context.fillText(String(label), 8 + (side - 16) * x, 8 + (side - 16) * y);
        });
    }
}

// Points in the unit square, both numbers at one scale of their own.
function inSquare(points) {
    const scales = [0, 1].map((axis) => {
        const values = points.map((point) => point[axis]);
        const [low, high] = [Math.min(...values), Math.max(...values)];
        return (value) => (high > low ? (value - low) / (high - low) : 0.5);
    });
    return points.map(([x, y]) => [scales[0](x), 1 - scales[1](y)]);
}
