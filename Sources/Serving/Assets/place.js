// Where the reader is, kept while the page is loaded again: the place in the text, and what is folded open.
const key = "aebook-place";
const folds = () => Array.from(document.querySelectorAll("main details"));

// The last thing with a name above the upper third of the window, and how far it is from the top: pictures and cells
// above it may change their height.
function landmark() {
    const named = Array.from(document.querySelectorAll("main [id]"));
    const passed = named.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const last = passed[passed.length - 1];
    return last ? { id: last.id, top: last.getBoundingClientRect().top } : null;
}

export function keepPlace() {
    const place = {
        path: location.pathname, scroll: scrollY, landmark: landmark(), open: folds().map((fold) => fold.open),
    };
    try {
        sessionStorage.setItem(key, JSON.stringify(place));
        history.scrollRestoration = "manual";
    } catch (error) {
        // A browser that keeps nothing does what it can by itself.
    }
}

function take() {
    try {
        const place = JSON.parse(sessionStorage.getItem(key));
        sessionStorage.removeItem(key);
        return place && place.path === location.pathname ? place : null;
    } catch (error) {
        return null;
    }
}

function scrollBack(place) {
    const element = place.landmark && document.getElementById(place.landmark.id);
    const top = element ? scrollY + element.getBoundingClientRect().top - place.landmark.top : place.scroll;
    scrollTo({ top, behavior: "instant" });
}

export function restorePlace() {
    const place = take();
    if (!place) return;
    folds().forEach((fold, index) => { if (index in place.open) fold.open = place.open[index]; });
    scrollBack(place);
    const settle = () => {
        scrollBack(place);
        history.scrollRestoration = "auto";
    };
    if (document.readyState === "complete") settle();
    else addEventListener("load", settle);
}
