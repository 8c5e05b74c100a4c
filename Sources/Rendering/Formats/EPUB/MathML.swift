import Markup

/// The MathML that KaTeX gives along with its HTML.
enum MathML {
    private static let namespace = "http://www.w3.org/1998/Math/MathML"

    /// A formula; its TeX becomes its alternative text.
    static func element(_ math: HTMLTree.Element) -> XMLNode {
        let tex = annotation(in: math.content) ?? ""
        let display = math.attributes.first { $0.name == "display" }?.value
        var attributes = [(name: "xmlns", value: namespace), (name: "alttext", value: tex)]
        if let display { attributes.append(("display", display)) }
        return .element("math", attributes, math.content.flatMap(nodes))
    }

    private static func nodes(_ node: HTMLTree.Node) -> [XMLNode] {
        switch node {
        case .text(let text): return [.text(text)]
        case .element(let element):
            switch element.name {
            case "annotation": return []
            // Its other content says the same in another way.
            case "semantics": return element.content.flatMap(nodes)
            default:
                let attributes = element.attributes.filter { !lostAttributes.contains($0.name) }
                    .map { (name: $0.name, value: $0.value ?? "") }
                return [.element(element.name, attributes, element.content.flatMap(nodes))]
            }
        }
    }

    private static let lostAttributes: Set = ["class", "style", "href"]

    private static func annotation(in nodes: [HTMLTree.Node]) -> String? {
        for case .element(let element) in nodes {
            if element.name == "annotation" {
                return element.content.map { if case .text(let text) = $0 { text } else { "" } }.joined()
            }
            if let found = annotation(in: element.content) { return found }
        }
        return nil
    }
}
