import Digests

/// The values of a model's plain properties, by path: all that is no parameter, ``Buffer`` or ``Kept`` value, and no memory
/// of a group's optimizer. These are settings. One that changes while the model is trained would be missing from its checkpoints.
package struct OwnProperties: Equatable {
    private var texts: [String: String] = [:]
    private var seen: Set<ObjectIdentifier> = []
    /// The memories that checkpoints hold.
    private let kept: Set<ObjectIdentifier>

    /// - Parameter groups: whose optimizers' memories are kept.
    package init(of model: any Trainable, _ groups: [ParameterGroup]) {
        kept = Set(groups.map { ObjectIdentifier($0.optimizer.memory) })
        visit(model, path: "")
        for group in groups { visit(group.optimizer, path: "optimizers.\(group.name)") }
    }

    /// The path of a property that is not as it was; nil where none is.
    package func firstChange(from former: OwnProperties) -> String? {
        Set(texts.keys).union(former.texts.keys).sorted().first { path in
            guard texts[path] != former.texts[path] else { return false }
            // A lazy property gets its value when it is first asked for.
            return !(path.contains("$__lazy_storage_$_") && former.texts[path] == "nil")
        }
    }

    package static func == (a: OwnProperties, b: OwnProperties) -> Bool { a.texts == b.texts }

    private mutating func visit(_ value: Any, path: String) {
        switch value {
        case is Parameter, is Buffer, is KeptValue, is AnyKeyPath: return
        case let memory as OptimizerMemory:
            if !kept.contains(ObjectIdentifier(memory)) { texts[path] = "\(memory.stepCount) \(memory.numbers)" }
        case let tensor as Tensor:
            texts[path] = "\(tensor.shape) \(tensor.withScalars { SHA256.hexadecimal(of: UnsafeRawBufferPointer($0)) })"
        default: visit(value, Mirror(reflecting: value), path: path)
        }
    }

    private mutating func visit(_ value: Any, _ mirror: Mirror, path: String) {
        switch mirror.displayStyle {
        case .class:
            guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
            visitChildren(mirror, path: path)
        case .struct where !mirror.children.isEmpty, .tuple: visitChildren(mirror, path: path)
        case .optional:
            guard let wrapped = mirror.children.first else {
                texts[path] = "nil"
                return
            }
            visit(wrapped.value, path: path)
        case .enum where !mirror.children.isEmpty:
            texts[path] = mirror.children.first?.label ?? ""
            visitChildren(mirror, path: path)
        case .collection:
            texts[path] = "\(mirror.children.count) elements"
            visitChildren(mirror, path: path)
        case .set, .dictionary:
            texts[path] = mirror.children.map { String(reflecting: $0.value) }.sorted().joined(separator: ", ")
        default:
            let type = String(reflecting: mirror.subjectType)
            // Of functions and pointers only the type is known.
            texts[path] = type.contains("->") || type.contains("Pointer") ? type : String(reflecting: value)
        }
    }

    private mutating func visitChildren(_ mirror: Mirror, path: String) {
        if let parent = mirror.superclassMirror { visitChildren(parent, path: path) }
        for (place, child) in mirror.children.enumerated() {
            let name = child.label ?? String(place)
            visit(child.value, path: path.isEmpty ? name : "\(path).\(name)")
        }
    }
}
