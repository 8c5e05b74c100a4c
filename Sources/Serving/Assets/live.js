// The part of a page that is there only while `aebook serve` shows it: it hears of builds, and never leaves the machine.
import { keepPlace, restorePlace } from "./place.js";
import { showErrors } from "./banner.js";
import { Panel } from "./panel.js";

const shown = document.querySelector('meta[name="aebook-pages"]').content;
const token = document.querySelector('meta[name="aebook-token"]').content;
const panel = new Panel();

function hear(events, name, act) {
    events.addEventListener(name, (event) => act(JSON.parse(event.data)));
}

function reloadIfNewer(pages) {
    if (pages.version === shown) return;
    keepPlace();
    location.reload();
}

function connect() {
    const events = new EventSource("/_live/events?token=" + token);
    let lost;
    events.onopen = () => {
        clearTimeout(lost);
        lost = undefined;
        panel.showConnection(true);
    };
    // The browser tries again by itself; only a server that stays away is worth a word.
    events.onerror = () => { lost ??= setTimeout(() => panel.showConnection(false), 2500); };
    hear(events, "pages", reloadIfNewer);
    hear(events, "book", (book) => panel.showBook(book));
    hear(events, "errors", showErrors);
    hear(events, "training", (training) => panel.showTraining(training));
    // A page that is left must not hold its connection.
    addEventListener("pagehide", () => events.close());
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

restorePlace();
connect();
