/// The derivatives of one scalar with respect to the parameters that it was computed from.
public struct Gradients: Sendable {
    private var tensors: [ObjectIdentifier: Tensor] = [:]

    /// ∂L/∂parameter, in the parameter's shape; nil where L does not depend on it.
    public subscript(parameter: Parameter) -> Tensor? { tensors[ObjectIdentifier(parameter)] }

    /// The same, the gradients of some parameters times a number.
    func scaled(by scale: Float, of parameters: [Parameter]) -> Gradients {
        var result = self
        for parameter in parameters {
            result.tensors[ObjectIdentifier(parameter)] = self[parameter].map { $0 * scale }
        }
        return result
    }

    fileprivate mutating func add(_ gradient: Tensor, to parameter: ObjectIdentifier) {
        tensors[parameter] = tensors[parameter].map { $0 + gradient } ?? gradient
    }
}

/// Evaluates `body` and derives its result with respect to every parameter that it used, backwards from the result
/// (reverse-mode automatic differentiation).
///
/// - Precondition: the result is a scalar.
public func valueAndGradients(_ body: () throws -> Tensor) rethrows -> (value: Tensor, gradients: Gradients) {
    let result = try Recording.$isOn.withValue(true) { try body() }
    guard result.count == 1 else { fatalError("gradients of a tensor of the shape \(result.shape), not of a scalar") }
    return (result.detached, backward(from: result))
}

private func backward(from result: Tensor) -> Gradients {
    var gradients = Gradients()
    guard let root = result.derivation else { return gradients }
    var arriving = [ObjectIdentifier(root): Tensor(result.shape, repeating: 1)]
    for node in reverseTopologicalOrder(from: root) {
        guard let gradient = arriving.removeValue(forKey: ObjectIdentifier(node)) else { continue }
        if let parameter = node.parameter {
            gradients.add(gradient, to: parameter)
            continue
        }
        for (input, part) in zip(node.inputs, node.pullback(gradient)) {
            guard let input, let part else { continue }
            let identity = ObjectIdentifier(input)
            arriving[identity] = arriving[identity].map { $0 + part } ?? part
        }
    }
    return gradients
}

/// Every node that the root depends on, each before its inputs.
private func reverseTopologicalOrder(from root: Derivation) -> [Derivation] {
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(root)]
    var nodes = [root]
    var next = 0
    while next < nodes.count {
        for case let input? in nodes[next].inputs where seen.insert(ObjectIdentifier(input)).inserted {
            nodes.append(input)
        }
        next += 1
    }
    // A stable order keeps the sums of repeated runs the same, bit for bit.
    return nodes.enumerated().sorted { ($1.element.level, $0.offset) < ($0.element.level, $1.offset) }.map(\.element)
}
