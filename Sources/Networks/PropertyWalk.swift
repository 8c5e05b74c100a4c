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
        // These hold numbers, not properties; what an optimizer remembers is no part of the model.
        if value is Parameter || value is Buffer || value is KeptValue || value is OptimizerMemory { return }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .class:
            guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
            visitProperties(mirror, path: path)
        case .struct, .tuple, .collection, .optional: visitProperties(mirror, path: path)
        case .dictionary, .set: refuse(mirror, path: path)
        default: return
        }
    }

    /// - Precondition: nothing that is looked for is in a set or dictionary.
    private mutating func refuse(_ unordered: Mirror, path: [String]) {
        let before = found.count
        for child in unordered.children { visit(child.value, path: path) }
        guard found.count == before else {
            fatalError(
                "\(path.joined(separator: ".")) is a \(unordered.subjectType), in which parameters and buffers have no order; "
                    + "keep them in an array")
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
