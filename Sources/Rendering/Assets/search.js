
// Search over the whole book, in a dialog that "/" opens. What it looks through is a script of its own, loaded when the
// dialog is first opened.
(function () {
    "use strict";

    const indexAddress = "assets/search-index.js";
    const longestList = 40;
    const excerptLength = 170;

    let entries = null;
    let found = [];
    let current = -1;
    let dialog, field, list, status;

    // In lower case and without accents, character by character, so that places in it are places in the text. Only
    // accents go: the parts of a Korean syllable, and the marks of Japanese and Indian letters, tell words apart.
    function fold(text) {
        return text.replace(/[^\x00-\x7f]/g, (character) => {
            const base = character.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
            return base.length === character.length ? base : character;
        }).toLowerCase();
    }

    // Composed, so that a letter is one character however its author has typed it.
    function composed(text) { return text.normalize("NFC"); }

    function loadIndex() {
        if (window.aebookSearchIndex) return Promise.resolve();
        return new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = indexAddress;
            script.onload = resolve;
            script.onerror = () => reject(new Error("the search index cannot be read"));
            document.head.append(script);
        });
    }

    function prepare() {
        // On the page of the whole book, every place is on the page itself.
        const isWhole = document.body.classList.contains("whole");
        const local = (address) => isWhole && !address.startsWith("#")
            ? "#" + address.replace(/\.html(#|$)/, "/") : address;
        entries = window.aebookSearchIndex.chapters.flatMap((chapter) => chapter.sections.map((section) => {
            const [title, text] = [composed(section.title || chapter.title), composed(section.text)];
            return {
                chapter: chapter.title, title, address: local(section.address), isChapter: !section.title, text,
                foldedTitle: fold(title), folded: fold(text),
            };
        }));
    }

    function count(text, word) {
        let number = 0;
        for (let at = text.indexOf(word); at >= 0 && number < 6; at = text.indexOf(word, at + word.length)) number += 1;
        return number;
    }

    function startsWord(text, word) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
        }
        return false;
    }

    // Nothing where a word is missing; titles count most, then words that begin so.
    function score(entry, words, phrase) {
        let sum = words.length > 1 && entry.folded.includes(phrase) ? 8 : 0;
        for (const word of words) {
            const inTitle = entry.foldedTitle.includes(word);
            const times = count(entry.folded, word);
            if (!inTitle && times === 0) return 0;
            sum += (inTitle ? 12 : 0) + times + (startsWord(entry.folded, word) ? 3 : 0);
            sum += startsWord(entry.foldedTitle, word) ? 6 : 0;
        }
        return sum;
    }

    function search(query) {
        const phrase = fold(composed(query)).trim();
        const words = phrase.split(/\s+/).filter((word) => word);
        if (words.length === 0) return [];
        return entries.map((entry, order) => ({ entry, order, score: score(entry, words, phrase), words, phrase }))
            .filter((result) => result.score > 0)
            .sort((a, b) => b.score - a.score || a.order - b.order);
    }

    // A text with the words marked; no mark-up of the text itself is read.
    function marked(text, folded, words) {
        const nodes = [];
        let at = 0;
        while (at < text.length) {
            const next = words.map((word) => ({ start: folded.indexOf(word, at), length: word.length }))
                .filter((hit) => hit.start >= 0)
                .sort((a, b) => a.start - b.start || b.length - a.length)[0];
            if (!next) break;
            if (next.start > at) nodes.push(text.slice(at, next.start));
            const mark = document.createElement("mark");
            mark.textContent = text.slice(next.start, next.start + next.length);
            nodes.push(mark);
            at = next.start + next.length;
        }
        nodes.push(text.slice(at));
        return nodes;
    }

    // The part of the text around its first hit, cut between words where there are any: Chinese and Japanese write none.
    function excerpt(result) {
        const { text, folded } = result.entry;
        const first = [result.phrase, ...result.words].find((word) => folded.includes(word)) ?? "";
        const hit = folded.indexOf(first);
        let start = Math.max(0, hit - 50);
        const blank = text.indexOf(" ", start);
        if (start > 0 && blank >= 0 && blank < hit) start = blank + 1;
        let end = Math.min(text.length, start + excerptLength);
        const lastBlank = text.lastIndexOf(" ", end);
        if (end < text.length && lastBlank >= hit + first.length) end = lastBlank;
        // No character is cut in two.
        if (/[\udc00-\udfff]/.test(text[start] ?? "")) start -= 1;
        if (/[\udc00-\udfff]/.test(text[end] ?? "")) end += 1;
        return [start > 0 ? "… " : "", ...marked(text.slice(start, end), folded.slice(start, end), result.words),
            end < text.length ? " …" : ""];
    }

    function item(result, index) {
        const { entry, words } = result;
        const option = document.createElement("li");
        option.id = "search.result." + (index + 1);
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const link = document.createElement("a");
        link.href = entry.address;
        link.tabIndex = -1;
        const parts = [["search-title", marked(entry.title, entry.foldedTitle, words)]];
        if (!entry.isChapter) parts.unshift(["search-chapter", [entry.chapter]]);
        if (entry.text) parts.push(["search-excerpt", excerpt(result)]);
        for (const [name, content] of parts) {
            const part = document.createElement("span");
            part.className = name;
            part.append(...content);
            link.append(part, " ");
        }
        link.addEventListener("click", () => dialog.close());
        option.append(link);
        return option;
    }

    function select(index) {
        const options = Array.from(list.children);
        current = options.length === 0 ? -1 : (index + options.length) % options.length;
        options.forEach((option, place) => option.setAttribute("aria-selected", String(place === current)));
        if (current < 0) {
            field.removeAttribute("aria-activedescendant");
        } else {
            field.setAttribute("aria-activedescendant", options[current].id);
            options[current].scrollIntoView({ block: "nearest" });
        }
    }

    function show() {
        if (!entries) return;
        found = search(field.value);
        list.replaceChildren(...found.slice(0, longestList).map(item));
        field.setAttribute("aria-expanded", String(found.length > 0));
        status.textContent = !field.value.trim() ? "Type words; arrow keys choose, Enter opens."
            : found.length === 0 ? "Nothing found." : found.length === 1 ? "1 place" : found.length + " places";
        select(0);
    }

    function onKey(event) {
        if (event.key === "Escape") {
            event.preventDefault();
            dialog.close();
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            select(current + (event.key === "ArrowDown" ? 1 : -1));
        } else if (event.key === "Enter" && current >= 0) {
            event.preventDefault();
            list.children[current].querySelector("a").click();
        }
    }

    function make() {
        dialog = document.createElement("dialog");
        dialog.className = "search";
        dialog.setAttribute("aria-label", "Search the book");
        field = document.createElement("input");
        const attributes = {
            type: "text", role: "combobox", placeholder: "Search the book", autocomplete: "off", spellcheck: "false",
            enterkeyhint: "go", "aria-label": "Search the book", "aria-controls": "search.results",
            "aria-expanded": "false", "aria-autocomplete": "list",
        };
        for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
        const close = document.createElement("button");
        close.type = "button";
        close.className = "search-close";
        close.textContent = "Close";
        close.addEventListener("click", () => dialog.close());
        const head = document.createElement("div");
        head.className = "search-head";
        head.append(field, close);
        status = document.createElement("p");
        status.className = "search-status";
        status.setAttribute("role", "status");
        list = document.createElement("ul");
        list.id = "search.results";
        list.setAttribute("role", "listbox");
        list.setAttribute("aria-label", "Places in the book");
        dialog.append(head, status, list);
        field.addEventListener("input", show);
        dialog.addEventListener("keydown", onKey);
        dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
        document.body.append(dialog);
    }

    async function open() {
        if (!dialog) make();
        if (dialog.open) return;
        dialog.showModal();
        field.focus();
        field.select();
        try {
            await loadIndex();
            if (!entries) prepare();
            show();
        } catch (error) {
            status.textContent = "The search index of this book cannot be read; build the book again.";
        }
    }

    document.querySelectorAll(".search-button").forEach((button) => {
        button.addEventListener("click", open);
        button.setAttribute("aria-keyshortcuts", "/");
        button.hidden = false;
    });
    addEventListener("keydown", (event) => {
        const isTyping = event.target.closest?.("input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]");
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
        event.preventDefault();
        open();
    });
})();
