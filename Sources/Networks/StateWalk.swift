/// Numbers that belong to a model, change while it is trained, and are not learnt by gradients: running statistics.
public final class State: @unchecked Sendable {
    public var value: Tensor {
        didSet {
            ChangeClock.noteChange(ofObjectFrom: birth)
            guard value.shape == oldValue.shape else {
                fatalError("a state of the shape \(oldValue.shape) cannot become \(value.shape)")
            }
        }
    }

    private let birth = ChangeClock.now

    /// What PyTorch calls it, in place of the property's own name; nil where that will do.
    public let name: String?

    public init(_ value: Tensor, named name: String? = nil) {
        self.value = value.detached
        self.name = name
    }
}

/// A state with the path of the properties that lead to it, such as `encoder.1.running_mean`.
public struct NamedState {
    public let name: String
    public let state: State
}

/// Every state in the stored properties of a model, found as its parameters are.
public func states(of model: Any) -> [NamedState] {
    var walk = PropertyWalk<State>()
    walk.visit(model, path: [])
    return walk.found.map { path, state in
        let place = path.split(separator: ".").dropLast().map(String.init)
        return NamedState(name: state.name.map { (place + [$0]).joined(separator: ".") } ?? path, state: state)
    }
}
