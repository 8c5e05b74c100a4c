/// What a model is made of, apart from its parameters' values: the types, sizes and settings in its stored
/// properties, in one canonical text. Two models with equal texts compute the same function of their parameters, as
/// long as their code is the same.
public struct Structure: Equatable, Sendable {
    public let text: String
    /// The modules that declare the types: code that the text depends on.
    public let modules: Set<String>
    /// True where a stored property is a function, of which only the type is known.
    public let holdsFunctions: Bool

    public init(of model: Any) {
        var walk = StructureWalk()
        walk.visit(model)
        text = walk.text
        modules = walk.modules
        holdsFunctions = walk.holdsFunctions
    }
}

private struct StructureWalk {
    var text = ""
    var modules: Set<String> = []
    var holdsFunctions = false
    private var seen: Set<ObjectIdentifier> = []

    mutating func visit(_ value: Any) {
        if let parameter = value as? Parameter {
            text += "Parameter\(parameter.shape)"
            return
        }
        if let state = value as? State {
            text += "State\(state.value.shape)"
            return
        }
        let mirror = Mirror(reflecting: value)
        let type = String(reflecting: mirror.subjectType)
        switch mirror.displayStyle {
        case .class:
            note(type)
            guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else {
                text += "\(type)(again)"
                return
            }
            list(mirror, opening: "\(type)(", closing: ")")
        case .struct where !mirror.children.isEmpty:
            note(type)
            list(mirror, opening: "\(type)(", closing: ")")
        case .tuple, .optional: list(mirror, opening: "(", closing: ")")
        case .collection: list(mirror, opening: "[", closing: "]")
        default:
            if type.contains("->") { holdsFunctions = true }
            if mirror.displayStyle == .enum { note(type) }
            text += String(reflecting: value)
        }
    }

    private mutating func list(_ mirror: Mirror, opening: String, closing: String) {
        text += opening
        listProperties(mirror)
        text += closing
    }

    private mutating func listProperties(_ mirror: Mirror) {
        if let parent = mirror.superclassMirror { listProperties(parent) }
        for child in mirror.children {
            if let label = child.label { text += "\(label): " }
            visit(child.value)
            text += ", "
        }
    }

    private mutating func note(_ type: String) { modules.insert(String(type.prefix { $0 != "." })) }
}
