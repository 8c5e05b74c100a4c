/// A parameter with the path of the properties that lead to it, such as `encoder.layers.0.weight`.
public struct NamedParameter {
    public let name: String
    public let parameter: Parameter
}

/// Every parameter in the stored properties of a model, and in those of its parts, in the order of declaration.
///
/// Properties, arrays, tuples and optionals are walked; a parameter that is reached twice counts once. Parameters in
/// dictionaries and sets have no order and stop the walk.
public func parameters(of model: Any) -> [NamedParameter] {
    var walk = ParameterWalk()
    walk.visit(model, path: [])
    return walk.found
}

/// The number of numbers that training changes.
public func parameterCount(of model: Any) -> Int {
    parameters(of: model).reduce(0) { $0 + $1.parameter.count }
}

private struct ParameterWalk {
    var found: [NamedParameter] = []
    private var seen: Set<ObjectIdentifier> = []

    mutating func visit(_ value: Any, path: [String]) {
        if let parameter = value as? Parameter {
            guard seen.insert(ObjectIdentifier(parameter)).inserted else { return }
            found.append(NamedParameter(name: path.joined(separator: "."), parameter: parameter))
            return
        }
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
            let isOptional = mirror.displayStyle == .optional
            visit(child.value, path: isOptional ? path : path + [child.label ?? String(place)])
        }
    }
}
