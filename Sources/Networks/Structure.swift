import Digests

/// What a model is made of, apart from its parameters' values: the types, sizes and settings in its stored
/// properties, in one canonical text. Two models with equal texts compute the same function of their parameters, as
/// long as their code is the same.
public struct Structure: Equatable, Sendable {
    public let text: String
    /// The types by their full names, such as `Chapter.Net`, with those that a generic one is made of.
    public let types: Set<String>
    /// True where a stored property is a function, a key path or a pointer, of which only the type is known.
    public let holdsFunctions: Bool

    /// The modules that declare the types: code that the text depends on.
    public var modules: Set<String> { Set(types.map { String($0.prefix { $0 != "." }) }) }

    /// The text without the engine's modules before its types' names, for people.
    public var plainText: String { text.replacing("Networks.", with: "").replacing("Training.", with: "") }

    /// Both, for what depends on the types of both.
    public func joined(with other: Structure) -> Structure {
        Structure(
            text: text + other.text, types: types.union(other.types),
            holdsFunctions: holdsFunctions || other.holdsFunctions)
    }

    private init(text: String, types: Set<String>, holdsFunctions: Bool) {
        self.text = text
        self.types = types
        self.holdsFunctions = holdsFunctions
    }

    public init(of model: Any) {
        var walk = StructureWalk()
        walk.visit(model)
        text = walk.text
        types = walk.types
        holdsFunctions = walk.holdsFunctions
    }
}

private struct StructureWalk {
    var text = ""
    var types: Set<String> = []
    var holdsFunctions = false
    /// The objects in the order in which they were met.
    private var seen: [ObjectIdentifier: Int] = [:]

    mutating func visit(_ value: Any) {
        switch value {
        case let parameter as Parameter: text += "Parameter\(parameter.shape)\(again(parameter) ?? "")"
        case let buffer as Buffer: text += "Buffer\(buffer.value.shape)\(again(buffer) ?? "")"
        case let tensor as Tensor: text += "Tensor\(tensor.shape)(\(Self.digest(of: tensor)))"
        // Its value at first counts like a parameter's.
        case let kept as KeptValue:
            note(String(reflecting: type(of: kept)))
            text += "\(String(reflecting: type(of: kept)))\(again(kept) ?? "")"
        case is OptimizerMemory: text += "memory"
        case is AnyKeyPath: holdsFunctions = true
        default: visit(value, Mirror(reflecting: value))
        }
    }

    private mutating func visit(_ value: Any, _ mirror: Mirror) {
        let type = String(reflecting: mirror.subjectType)
        switch mirror.displayStyle {
        case .class:
            note(type)
            if let again = again(value as AnyObject) {
                text += type + again
                return
            }
            list(mirror, opening: "\(type)(", closing: ")")
        case .struct where !mirror.children.isEmpty:
            note(type)
            list(mirror, opening: "\(type)(", closing: ")")
        case .enum where !mirror.children.isEmpty:
            note(type)
            list(mirror, opening: "\(type).", closing: "")
        case .tuple, .optional: list(mirror, opening: "(", closing: ")")
        case .collection: list(mirror, opening: "[", closing: "]")
        case .set, .dictionary: listUnordered(mirror)
        default:
            if type.contains("->") { holdsFunctions = true }
            // Of a pointer nothing is known but where it points, which is another place in every run.
            if type.contains("Pointer") {
                holdsFunctions = true
                text += type
                return
            }
            if mirror.displayStyle == .enum || mirror.displayStyle == .struct { note(type) }
            text += String(reflecting: value)
        }
    }

    /// Which object this is, where it was met before: sharing one is not the same as having two that are alike.
    private mutating func again(_ object: AnyObject) -> String? {
        if let place = seen[ObjectIdentifier(object)] { return "(again \(place))" }
        seen[ObjectIdentifier(object)] = seen.count
        return nil
    }

    /// The elements in the order of their texts: their own order is another one in every run.
    private mutating func listUnordered(_ mirror: Mirror) {
        let before = text
        let elements = mirror.children.map { child in
            text = ""
            visit(child.value)
            return text
        }
        text = before + "[" + elements.sorted().joined(separator: ", ") + "]"
    }

    /// A constant among the parameters, such as a mask: its numbers count.
    private static func digest(of tensor: Tensor) -> String {
        var digest = SHA256()
        tensor.withScalars { digest.update(UnsafeRawBufferPointer($0)) }
        return digest.hexadecimal()
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

    /// Notes a type, and what stands in its angle brackets. A type inside of a function has no name that says where.
    private mutating func note(_ type: String) {
        let names = type.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
        types.formUnion(names.filter { $0.contains(".") && !$0.hasPrefix(".") }.map(String.init))
    }
}
