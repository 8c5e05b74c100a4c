/// The derivatives of one scalar with respect to the parameters that it was computed from.
public struct Gradients: Sendable {
    /// A gradient holds its parameter, so that no other one comes to lie at its address and takes the gradient over.
    private struct Entry {
        let parameter: Parameter
        var gradient: Tensor
    }

    private var entries: [ObjectIdentifier: Entry] = [:]

    /// ∂L/∂parameter, in the parameter's shape; nil where L does not depend on it.
    public subscript(parameter: Parameter) -> Tensor? { entries[ObjectIdentifier(parameter)]?.gradient }

    /// The same, the gradients of some parameters times a number.
    func scaled(by scale: Float, of parameters: [Parameter]) -> Gradients {
        var result = self
        for parameter in parameters {
            guard let gradient = self[parameter] else { continue }
            result.entries[ObjectIdentifier(parameter)]?.gradient = gradient * scale
        }
        return result
    }

    fileprivate mutating func add(_ gradient: Tensor, to parameter: Parameter) {
        let identity = ObjectIdentifier(parameter)
        let sum = entries[identity].map { $0.gradient + gradient } ?? gradient
        entries[identity] = Entry(parameter: parameter, gradient: sum)
    }
}

/// Evaluates `body` and derives its result with respect to every parameter that it used, backwards from the result
/// (reverse-mode automatic differentiation).
///
/// - Precondition: the result is a scalar, and `body` derives nothing itself: derivatives of derivatives are not
///   supported.
public func valueAndGradients(_ body: () throws -> Tensor) rethrows -> (value: Tensor, gradients: Gradients) {
    try valueAndGradients(recording: .all, body)
}

/// Evaluates `body` and derives its result with respect to the given parameters alone. All others are constants, for
/// which nothing is computed: so a part of an adversarial objective leaves the other network as it is.
///
/// - Precondition: as for all parameters.
public func valueAndGradients(
    of parameters: [Parameter], _ body: () throws -> Tensor
) rethrows -> (value: Tensor, gradients: Gradients) {
    try valueAndGradients(recording: .only(Recording.Selection(parameters)), body)
}

private func valueAndGradients(
    recording mode: Recording, _ body: () throws -> Tensor
) rethrows -> (value: Tensor, gradients: Gradients) {
    guard !Recording.isOn else {
        fatalError(
            "valueAndGradients inside of valueAndGradients: derivatives of derivatives are not supported; write the "
                + "inner derivative as a formula of tensors, as squaredJacobian does")
    }
    let result = try Recording.$mode.withValue(mode) { try body() }
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
