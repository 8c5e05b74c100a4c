/// What of an author's HTML does not come onto the page.
package struct HTMLLosses {
    package struct Loss: Hashable {
        /// A sentence without a full stop.
        package let message: String
        /// The line in the text, from 0.
        package let line: Int
    }

    package private(set) var all: [Loss] = []

    /// - Parameter isTag: whether the text is a tag in the line, whose element need not end in it.
    package static func losses(in source: String, isTag: Bool) -> [Loss] {
        let tree = HTMLTree(source)
        var losses = HTMLLosses()
        for node in tree.nodes { losses.add(node, isTag: isTag) }
        if tree.isTooDeep {
            losses.add("elements stand more than \(HTMLTree.greatestDepth) deep in one another here", line: 1)
        }
        if !isTag, !HTMLPolicy.ends(source) {
            losses.add("this HTML does not end in its block, and is shown as text", line: 1)
        }
        var said: Set<Loss> = []
        return losses.all.filter { said.insert($0).inserted }
    }

    private mutating func add(_ message: String, line: Int?) {
        all.append(Loss(message: message, line: (line ?? 1) - 1))
    }

    private mutating func add(_ node: HTMLTree.Node, isTag: Bool) {
        guard case .element(let element) = node else { return }
        switch HTMLPolicy.treatment(of: element) {
        case .lost:
            add(
                "`<\(element.name)>`\(isTag ? " is" : " and what it holds are") left out of the page",
                line: element.line)
            return
        case .unwrapped: add("`<\(element.name)>` is left out of the page, but for what it holds", line: element.line)
        case .kept:
            // An address is the business of the check of links and images.
            for attribute in element.attributes where !["href", "src"].contains(attribute.name) {
                if !HTMLPolicy.keeps(attribute, of: element) { add(attribute, of: element) }
            }
        }
        for child in element.content { add(child, isTag: isTag) }
    }

    private mutating func add(_ attribute: HTMLTree.Attribute, of element: HTMLTree.Element) {
        let reason = attribute.name == "style" ? ": it could fetch something" : ""
        add("`\(attribute.name)` of `<\(element.name)>` is left out of the page\(reason)", line: element.line)
    }
}
