// Films: a slider over the frames, and a button that plays them. The arrow keys move the slider.
(function () {
    "use strict";

    const wantsStillness = matchMedia("(prefers-reduced-motion: reduce)");
    const frameTime = 900;

    function setUp(film) {
        const screen = film.querySelector(".film-screen");
        const controls = film.querySelector(".film-controls");
        const frames = Array.from(film.querySelectorAll(".film-frame"));
        const button = controls.querySelector("button");
        const slider = controls.querySelector("input");
        const label = controls.querySelector("output");
        const last = frames.length - 1;
        let timer = 0;

        function show(index) {
            frames.forEach((frame, place) => frame.classList.toggle("is-shown", place === index));
            slider.value = String(index);
            slider.setAttribute("aria-valuetext", frames[index].dataset.label);
            label.textContent = frames[index].dataset.label;
        }

        function name() {
            button.textContent = timer ? "Pause" : wantsStillness.matches ? "Next" : "Play";
        }

        function stop() {
            clearInterval(timer);
            timer = 0;
            name();
        }

        function step() {
            show(Number(slider.value) + 1);
            if (Number(slider.value) === last) stop();
        }

        // From the end, a film begins anew.
        function play() {
            const next = Number(slider.value) === last ? 0 : Number(slider.value) + 1;
            show(next);
            // Who wants no motion gets a frame for each press.
            if (wantsStillness.matches || next === last) return;
            timer = setInterval(step, frameTime);
            name();
        }

        button.addEventListener("click", () => timer ? stop() : play());
        slider.addEventListener("input", () => {
            stop();
            show(Number(slider.value));
        });
        wantsStillness.addEventListener("change", stop);
        show(last);
        name();
        screen.hidden = false;
        controls.hidden = false;
        film.classList.add("is-ready");
    }

    document.querySelectorAll(".film").forEach(setUp);
})();
