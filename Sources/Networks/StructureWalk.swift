import Digests
import Foundation

/// Goes through the stored properties of a value, and writes what they are.
struct StructureWalk {
    private(set) var text = ""
    private(set) var types: Set<String> = []
    private(set) var unseen: [Structure.Unseen] = []
    /// The objects in the order in which they were met.
    private var seen: [ObjectIdentifier: Int] = [:]
    private var path: [String] = []
    private let withNumbers: Bool

    init(of value: Any, withNumbers: Bool) {
        self.withNumbers = withNumbers
        visit(value)
    }

    private mutating func visit(_ value: Any) {
        switch value {
        case let parameter as Parameter:
            text += "Parameter\(parameter.shape)\(again(parameter) ?? numbers(of: parameter.value))"
        case let buffer as Buffer:
            text += "Buffer\(buffer.value.shape)\(again(buffer) ?? numbers(of: buffer.value))"
        case let tensor as Tensor: text += "Tensor\(tensor.shape)(\(Self.digest(of: tensor)))"
        case let kept as KeptValue: visit(kept)
        case let memory as OptimizerMemory:
            text += withNumbers ? "memory(\(memory.stepCount) \(memory.numbers))" : "memory"
        case let path as AnyKeyPath: miss(.function, String(reflecting: type(of: path)))
        case let known as any KnownByDigest: text += "\(type(of: known))(\(known.digestText))"
        default:
            if let short = Self.shortText(of: value) {
                text += short
            } else {
                visit(value, Mirror(reflecting: value))
            }
        }
    }

    /// Its value at first counts like a parameter's.
    private mutating func visit(_ kept: KeptValue) {
        let type = String(reflecting: type(of: kept))
        note(type)
        let value = withNumbers ? (try? kept.encoded()).map { "(\(String(decoding: $0, as: UTF8.self)))" } : nil
        text += "\(type)\(again(kept) ?? value ?? "")"
    }

    private mutating func visit(_ value: Any, _ mirror: Mirror) {
        let type = String(reflecting: mirror.subjectType)
        if Self.hides(value, type, mirror) { miss(.object, type) }
        switch mirror.displayStyle {
        case .class:
            note(type)
            if let again = again(value as AnyObject) {
                text += type + again
            } else {
                list(mirror, opening: "\(type)(", closing: ")")
            }
        case .struct where !mirror.children.isEmpty:
            note(type)
            list(mirror, opening: "\(type)(", closing: ")")
        case .enum where !mirror.children.isEmpty:
            note(type)
            list(mirror, opening: "\(type).", closing: "")
        case .tuple, .optional: list(mirror, opening: "(", closing: ")")
        case .collection: list(mirror, opening: "[", closing: "]")
        case .set, .dictionary: listUnordered(mirror)
        default: visitPlain(value, mirror, type)
        }
    }

    private mutating func visitPlain(_ value: Any, _ mirror: Mirror, _ type: String) {
        if type.contains("->") { miss(.function, type) }
        // Of a pointer nothing is known but where it points, which is another place in every run.
        if type.contains("Pointer") {
            miss(.pointer, type)
            text += type
            return
        }
        // A type may describe itself, and leave out what it likes.
        switch mirror.displayStyle {
        case .enum:
            note(type)
            text += "\(type).\(caseName(of: value))"
        case .struct:
            note(type)
            text += "\(type)()"
        default: text += String(reflecting: value)
        }
    }

    private mutating func miss(_ kind: Structure.Unseen.Kind, _ type: String) {
        unseen.append(Structure.Unseen(kind: kind, path: path.joined(separator: "."), type: type))
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

    private mutating func list(_ mirror: Mirror, opening: String, closing: String) {
        text += opening
        listProperties(mirror)
        text += closing
    }

    private mutating func listProperties(_ mirror: Mirror) {
        if let parent = mirror.superclassMirror { listProperties(parent) }
        for (place, child) in mirror.children.enumerated() {
            if let label = child.label { text += "\(label): " }
            path.append(child.label ?? String(place))
            // This is all that a mirror shows of what cannot be copied, such as a `Mutex`.
            if child.value is Void { miss(.object, "Void") }
            visit(child.value)
            path.removeLast()
            text += ", "
        }
    }

    /// Notes a type, and what stands in its angle brackets. A type inside of a function has no name that says where.
    private mutating func note(_ type: String) {
        let names = type.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
        types.formUnion(names.filter { $0.contains(".") && !$0.hasPrefix(".") }.map(String.init))
    }
}

/// The name of an enum's case, also where the type has a description of its own: what `print` asks the runtime for.
@_silgen_name("swift_EnumCaseName")
private func runtimeCaseName<Value>(_ value: Value) -> UnsafePointer<CChar>?

private func caseName(of value: Any) -> String {
    func name<Value>(_ value: Value) -> String {
        runtimeCaseName(value).map { String(cString: $0) } ?? String(reflecting: value)
    }
    return name(value)
}

extension StructureWalk {
    private func numbers(of tensor: Tensor) -> String { withNumbers ? "(\(Self.digest(of: tensor)))" : "" }

    /// A constant among the parameters, such as a mask: its numbers count.
    private static func digest(of tensor: Tensor) -> String {
        var digest = SHA256()
        tensor.withScalars { digest.update(UnsafeRawBufferPointer($0)) }
        return digest.hexadecimal()
    }

    /// Of what need not, or must not, be gone through property by property.
    private static func shortText(of value: Any) -> String? {
        switch value {
        case let numbers as [Float] where numbers.count > 64: digest(of: numbers)
        case let numbers as [Double] where numbers.count > 64: digest(of: numbers)
        case let numbers as [Int] where numbers.count > 64: digest(of: numbers)
        case let numbers as [UInt8] where numbers.count > 64: digest(of: numbers)
        case let numbers as [[Float]] where !numbers.isEmpty: "[\(numbers.map(digest).joined(separator: ", "))]"
        default: foundationText(of: value)
        }
    }

    private static func digest<Number>(of numbers: [Number]) -> String {
        "\(Number.self) \(numbers.count)(\(numbers.withUnsafeBytes { SHA256.hexadecimal(of: $0) }))"
    }

    /// Dates, data, addresses: their own descriptions leave something out, or name places in memory.
    private static func foundationText(of value: Any) -> String? {
        guard String(reflecting: type(of: value)).hasPrefix("Foundation"), let value = value as? any Encodable else {
            return nil
        }
        return json(of: value).map { "\(type(of: value))\($0)" }
    }

    private static func json(of value: some Encodable) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode([value])).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a value's mirror may not show all that it holds: one of its own making, or of another module's object.
    private static func hides(_ value: Any, _ type: String, _ mirror: Mirror) -> Bool {
        if type.hasPrefix("Swift.") { return false }
        if value is any CustomReflectable { return true }
        let isForeign = type.hasPrefix("Foundation") || type.hasPrefix("Dispatch")
        return isForeign && mirror.displayStyle == .class && !locks.contains { type.hasSuffix(".\($0)") }
    }

    /// What holds nothing that one could compute with.
    private static let locks = ["NSLock", "NSRecursiveLock", "NSCondition", "DispatchQueue", "DispatchSemaphore"]
}
