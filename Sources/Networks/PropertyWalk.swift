/// Finds the objects of one class in the stored properties of a model, and in those of its parts, in the order of
/// declaration. What is reached twice counts once.
///
/// The layers of a ``Sequential`` are named by their numbers alone, as by PyTorch: `encoder.0.weight`.
struct PropertyWalk<Wanted: AnyObject> {
    var found: [(name: String, value: Wanted)] = []
    private var seen: Set<ObjectIdentifier> = []

    mutating func visit(_ value: Any, path: [String]) {
        if let wanted = value as? Wanted {
            guard seen.insert(ObjectIdentifier(wanted)).inserted else { return }
            found.append((path.joined(separator: "."), wanted))
            return
        }
        // These hold numbers, not properties.
        if value is Parameter || value is Buffer { return }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .class:
            guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
            visitProperties(mirror, path: path)
        case .struct, .tuple, .collection, .optional: visitProperties(mirror, path: path)
        case .dictionary, .set:
            guard mirror.children.isEmpty else {
                fatalError("\(path.joined(separator: ".")) is a \(mirror.subjectType): parameters in it have no order")
            }
        default: return
        }
    }

    private mutating func visitProperties(_ mirror: Mirror, path: [String]) {
        if let parent = mirror.superclassMirror { visitProperties(parent, path: path) }
        for (place, child) in mirror.children.enumerated() {
            let isUnnamed = mirror.displayStyle == .optional || mirror.subjectType == Sequential.self
            visit(child.value, path: isUnnamed ? path : path + [child.label ?? String(place)])
        }
    }
}
