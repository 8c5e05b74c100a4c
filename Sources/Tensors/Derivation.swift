/// How a tensor was computed: the step backwards from its gradient to the gradients of what it was computed from.
final class Derivation: @unchecked Sendable {
    /// Takes ∂L/∂(this), gives ∂L/∂(input) for each input; nil where that input has no derivation.
    typealias Pullback = (Tensor) -> [Tensor?]

    let inputs: [Derivation?]
    let pullback: Pullback
    /// Set on a leaf. Held, so that no other parameter comes to lie at its address as long as it is derived.
    let parameter: Parameter?
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

    init(leaf parameter: Parameter) {
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
    case off
    /// Derives with respect to every parameter.
    case all
    /// Derives with respect to these alone.
    case only(Selection)

    @TaskLocal static var mode = Recording.off

    static var isOn: Bool { if case .off = mode { false } else { true } }

    static func derives(_ parameter: Parameter) -> Bool {
        switch mode {
        case .off: false
        case .all: true
        case .only(let selection): selection.identities.contains(ObjectIdentifier(parameter))
        }
    }

    /// Parameters, held so that their identities stay theirs.
    final class Selection: Sendable {
        fileprivate let identities: Set<ObjectIdentifier>
        private let parameters: [Parameter]

        init(_ parameters: [Parameter]) {
            self.parameters = parameters
            identities = Set(parameters.map(ObjectIdentifier.init))
        }
    }
}

extension Recording: Sendable {}

extension Tensor {
    /// This value, with its derivation from `inputs`. The pullback is made only where something is derived.
    func derived(
        from inputs: Tensor..., stopsAtZeros: Bool = false, pullback: @escaping Derivation.Pullback
    ) -> Tensor {
        derived(fromAll: inputs, stopsAtZeros: stopsAtZeros, pullback: pullback)
    }

    /// The same for a number of inputs that only the call knows.
    func derived(
        fromAll inputs: [Tensor], stopsAtZeros: Bool = false, pullback: @escaping Derivation.Pullback
    ) -> Tensor {
        let derivations = inputs.map(\.derivation)
        guard Recording.isOn, derivations.contains(where: { $0 != nil }) else { return detached }
        let derivation = Derivation(inputs: derivations, stopsAtZeros: stopsAtZeros, pullback: pullback)
        return Tensor(shape: shape, storage: storage, layout: layout, derivation: derivation)
    }

    var isDerived: Bool { derivation != nil }
}
