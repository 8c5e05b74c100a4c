// What is wrong with the book, at the top of every open page until it is mended.
import { element } from "./element.js";

let banner;

export function showErrors(errors) {
    banner?.remove();
    banner = undefined;
    if (errors.length === 0) return;
    banner = element("div", "live-banner", "", { role: "alert" });
    for (const error of errors) {
        const line = element("p", "");
        if (error.place) line.append(element("code", "", error.place), ": ");
        line.append(element("span", "live-message", error.message));
        if (error.help) line.append(element("span", "live-help", ` ${error.help}`));
        banner.append(line);
    }
    document.body.prepend(banner);
}
