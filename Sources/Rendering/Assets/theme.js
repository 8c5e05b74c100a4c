// Runs before anything is drawn: the colors that the reader chose on an earlier page.
(function () {
    "use strict";
    try {
        var theme = localStorage.getItem("aebook-theme");
        if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    } catch (error) {
        // A browser that keeps nothing follows the system.
    }
})();
