/// How a tensor was computed: the step backwards from its gradient to the gradients of what it was computed from.
final class Derivation: @unchecked Sendable {
    /// Takes ∂L/∂(this), gives ∂L/∂(input) for each input; nil where that input has no derivation.
    typealias Pullback = (Tensor) -> [Tensor?]

    let inputs: [Derivation?]
    let pullback: Pullback
    /// Set on a leaf: the parameter's identity.
    let parameter: ObjectIdentifier?
    /// Whether the pullback is 0 wherever the value is, so that nobody need compute what arrives there.
    let stopsAtZeros: Bool
    /// Longer than every input's level, so descending levels are a reverse topological order.
    let level: Int

    init(inputs: [Derivation?], stopsAtZeros: Bool, pullback: @escaping Pullback) {
        self.inputs = inputs
        self.pullback = pullback
        self.stopsAtZeros = stopsAtZeros
        parameter = nil
        level = 1 + inputs.reduce(0) { max($0, $1?.level ?? 0) }
    }

    init(leaf parameter: ObjectIdentifier) {
        inputs = []
        pullback = { _ in [] }
        self.parameter = parameter
        stopsAtZeros = false
        level = 0
    }
}

/// Whether operations record how to derive them; scoped to `valueAndGradients`, off elsewhere, so that evaluating a
/// model keeps no intermediate results alive.
enum Recording {
    @TaskLocal static var isOn = false
}

extension Tensor {
    /// This value, with its derivation from `inputs`. The pullback is made only where something is derived.
    func derived(
        from inputs: Tensor..., stopsAtZeros: Bool = false, pullback: @escaping Derivation.Pullback
    ) -> Tensor {
        let derivations = inputs.map(\.derivation)
        guard Recording.isOn, derivations.contains(where: { $0 != nil }) else { return detached }
        let derivation = Derivation(inputs: derivations, stopsAtZeros: stopsAtZeros, pullback: pullback)
        return Tensor(shape: shape, storage: storage, layout: layout, derivation: derivation)
    }

    var isDerived: Bool { derivation != nil }
}
