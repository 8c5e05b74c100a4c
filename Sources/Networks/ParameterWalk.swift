/// A parameter with the path of the properties that lead to it, such as `encoder.0.weight`.
public struct NamedParameter {
    public let name: String
    public let parameter: Parameter
}

/// Every parameter in the stored properties of a model, and in those of its parts, in the order of declaration.
///
/// Properties, arrays, tuples and optionals are walked; a parameter that is reached twice counts once. Parameters in
/// dictionaries and sets have no order and stop the walk.
public func parameters(of model: Any) -> [NamedParameter] {
    var walk = PropertyWalk<Parameter>()
    walk.visit(model, path: [])
    return walk.found.map { NamedParameter(name: $0.name, parameter: $0.value) }
}

/// The number of numbers that training changes.
public func parameterCount(of model: Any) -> Int {
    parameters(of: model).reduce(0) { $0 + $1.parameter.count }
}
