const vectors = "http://www.w3.org/2000/svg";

// An element with a class, attributes and text.
export function element(name, className, text = "", attributes = {}) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
}

export function vector(name, attributes, text = "") {
    const made = document.createElementNS(vectors, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
}
