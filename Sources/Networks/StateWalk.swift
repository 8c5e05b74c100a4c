/// Numbers that belong to a model, change while it is trained, and are not learnt by gradients: running statistics.
public final class State: @unchecked Sendable {
    public var value: Tensor {
        didSet {
            guard value.shape == oldValue.shape else {
                fatalError("a state of the shape \(oldValue.shape) cannot become \(value.shape)")
            }
        }
    }

    public init(_ value: Tensor) { self.value = value.detached }
}

/// A state with the path of the properties that lead to it, such as `encoder.layers.1.runningMean`.
public struct NamedState {
    public let name: String
    public let state: State
}

/// Every state in the stored properties of a model, found as its parameters are.
public func states(of model: Any) -> [NamedState] {
    var walk = PropertyWalk<State>()
    walk.visit(model, path: [])
    return walk.found.map { NamedState(name: $0.name, state: $0.value) }
}
