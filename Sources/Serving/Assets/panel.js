// The build under way: chapters while there is no page of them yet, and every training with its curve and its codes.
import { element } from "./element.js";
import { LossCurve } from "./loss-curve.js";
import { CodeMap } from "./code-map.js";

const states = { waiting: "waits", running: "runs", finished: "ready", failed: "failed" };

export class Panel {
    constructor() {
        // A page of its own while the book is built for the first time; elsewhere a box in a corner, which folds.
        this.waiting = document.getElementById("live-waiting");
        this.title = element("span", "live-title", "", { role: "status" });
        this.chapters = element("ol", "live-chapters");
        this.trainings = element("div", "live-trainings");
        this.box = this.waiting ? element("section", "live-wide") : element("details", "live-box", "", { open: "" });
        const head = element(this.waiting ? "p" : "summary", "live-head");
        head.append(this.title);
        this.box.append(head, ...(this.waiting ? [this.chapters] : []), this.trainings);
        this.box.hidden = true;
        (this.waiting ?? document.body).append(this.box);
        this.views = new Map();
        this.isConnected = true;
        this.book = { build: 0, isBuilding: false, chapters: [] };
    }

    showBook(book) {
        if (book.build !== this.book.build) this.forgetTrainings();
        this.book = book;
        this.chapters.replaceChildren(...book.chapters.map((chapter) => {
            const item = element("li", `live-${chapter.state}`, chapter.title);
            item.append(element("span", "live-state", states[chapter.state]));
            return item;
        }));
        this.update();
    }

    showTraining(training) {
        if (training.build !== this.book.build) return;
        const key = `${training.chapter}/${training.name}`;
        if (!this.views.has(key)) {
            this.views.set(key, new TrainingView(training));
            this.trainings.append(this.views.get(key).element);
        }
        this.views.get(key).show(training);
        this.update();
    }

    showConnection(isConnected) {
        this.isConnected = isConnected;
        this.update();
    }

    forgetTrainings() {
        this.views.clear();
        this.trainings.replaceChildren();
    }

    update() {
        const running = this.book.chapters.filter((chapter) => chapter.state === "running");
        this.title.textContent = this.words(running);
        this.trainings.hidden = !this.book.isBuilding;
        this.box.hidden = this.isConnected && !this.waiting && running.length === 0;
    }

    words(running) {
        if (!this.isConnected) return "Not connected: aebook serve has ended.";
        if (!this.book.isBuilding) return "The build has ended.";
        if (running.length === 0) return "Building …";
        return `Running ${running.map((chapter) => chapter.title).join(", ")}`;
    }
}

class TrainingView {
    constructor(training) {
        this.element = element("section", "live-training");
        this.state = element("span", "live-state");
        const title = element("h2", "", training.name);
        title.append(this.state);
        this.plots = element("div", "live-plots");
        this.curve = new LossCurve(training);
        this.plots.append(this.curve.element);
        this.element.append(title, this.plots);
    }

    show(training) {
        this.state.textContent = words(training);
        this.curve.show(training);
        if (training.codes) this.showCodes(training);
    }

    showCodes(training) {
        if (!this.map) {
            this.map = new CodeMap(training);
            this.plots.append(this.map.element);
        }
        this.map.show(training);
    }
}

function words(training) {
    if (training.isFinished) return "finished";
    const loss = training.losses[training.losses.length - 1];
    const parts = [
        `epoch ${training.epoch}/${training.epochs}`, loss == null ? null : `loss ${loss.toPrecision(3)}`,
        training.remaining == null ? null : `${Math.ceil(training.remaining)} s left`,
    ];
    return parts.filter((part) => part !== null).join(" · ");
}
