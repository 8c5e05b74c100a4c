// What a page does beyond showing itself. Everything on it can be read without this file.
(function () {
    "use strict";

    const root = document.documentElement;
    const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

    function isDark() {
        return root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
    }

    function remember(theme) {
        root.dataset.theme = theme;
        try {
            localStorage.setItem("aebook-theme", theme);
        } catch (error) {
            // Then it holds for this page only.
        }
    }

    function setUpTheme(button) {
        const label = () => button.setAttribute("aria-label", isDark() ? "Light colors" : "Dark colors");
        button.addEventListener("click", () => {
            remember(isDark() ? "light" : "dark");
            label();
        });
        systemIsDark.addEventListener("change", label);
        label();
        button.hidden = false;
    }

    function addCopyButton(block) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "copy-button";
        button.textContent = "Copy";
        button.addEventListener("click", async () => {
            const code = block.querySelector("code").textContent;
            try {
                await navigator.clipboard.writeText(code);
                button.textContent = "Copied";
            } catch (error) {
                getSelection().selectAllChildren(block.querySelector("code"));
                button.textContent = "Selected";
            }
            setTimeout(() => { button.textContent = "Copy"; }, 2000);
        });
        block.append(button);
    }

    // A box must be reachable by keyboard as long as it scrolls sideways.
    function followWidth(box) {
        const name = box.matches(".katex-display") ? "Formula" : box.matches(".table-scroll") ? "Table" : "Code";
        new ResizeObserver(() => {
            const scrolls = box.scrollWidth > box.clientWidth + 1;
            const attributes = { tabindex: "0", role: "group", "aria-label": name + ", scrolls sideways" };
            for (const [key, value] of Object.entries(attributes)) {
                if (scrolls) box.setAttribute(key, value);
                else box.removeAttribute(key);
            }
        }).observe(box);
    }

    function markCurrentSection(links) {
        const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
        let waiting = false;
        function mark() {
            waiting = false;
            const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
            const passed = targets.map((target) => target && target.getBoundingClientRect().top < innerHeight / 3);
            const current = atEnd ? links.length - 1 : passed.lastIndexOf(true);
            links.forEach((link, index) => {
                if (index === current) link.setAttribute("aria-current", "true");
                else link.removeAttribute("aria-current");
            });
        }
        addEventListener("scroll", () => {
            if (!waiting) requestAnimationFrame(mark);
            waiting = true;
        }, { passive: true });
        mark();
    }

    function setUpMenu(menu) {
        document.querySelectorAll(".sidebar a").forEach((link) => {
            link.addEventListener("click", () => { menu.checked = false; });
        });
        addEventListener("keydown", (event) => {
            if (event.key === "Escape") menu.checked = false;
        });
    }

    // Browsers that do not unfold what a link leads to get it done here.
    function unfoldTarget() {
        let element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const target = element;
        for (; element; element = element.parentElement) {
            if (element.localName === "details") element.open = true;
        }
        if (target) target.scrollIntoView();
    }

    // Claims are many, so they are no stops of the tab key: c goes to the next one, and C to the one before.
    function setUpClaims(claims) {
        claims.forEach((claim) => claim.setAttribute("tabindex", "-1"));
        let last = -1;
        addEventListener("keydown", (event) => {
            const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
            if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.key !== "c" && event.key !== "C") return;
            const here = claims.indexOf(document.activeElement);
            const from = here < 0 ? last : here;
            const goesOn = event.key === "c";
            if (from < 0) last = goesOn ? 0 : claims.length - 1;
            else last = (from + (goesOn ? 1 : -1) + claims.length) % claims.length;
            claims[last].focus();
            claims[last].scrollIntoView({ block: "nearest" });
        });
    }

    addEventListener("hashchange", unfoldTarget);
    const claims = Array.from(document.querySelectorAll(".claim[tabindex]"));
    if (claims.length > 0) setUpClaims(claims);
    document.querySelectorAll(".theme-button").forEach(setUpTheme);
    document.querySelectorAll(".code").forEach(addCopyButton);
    document.querySelectorAll(".code pre, .output, .table-scroll, .katex-display").forEach(followWidth);
    document.querySelectorAll(".menu-toggle").forEach(setUpMenu);
    const sections = Array.from(document.querySelectorAll(".sidebar ol a[href^='#']"));
    if (sections.length > 0) markCurrentSection(sections);
})();
