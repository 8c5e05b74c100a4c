/// What a step makes small: a scalar, and the named terms that it is the sum of.
///
///     Loss("reconstruction", error) + beta * Loss("KL", divergence)
///
/// is the sum of both, the second with its weight; the record keeps the total and both terms, unweighted, by epoch.
public struct Loss {
    /// A scalar, derived.
    public let total: Tensor
    /// The values of the named terms, without their weights.
    public let terms: [Term]
    /// How the values of an epoch's batches become one number.
    public let averaging: Averaging

    public struct Term: Equatable, Sendable {
        public let name: String
        public let value: Float

        public init(_ name: String, _ value: Float) {
            self.name = name
            self.value = value
        }
    }

    public enum Averaging: Sendable {
        /// The mean over the batches, a short last one like the others, as is the custom with PyTorch.
        case batches
        /// The mean over the samples of losses that are means over a batch: a short last batch counts less.
        case samples
        /// The same for losses that are sums over a batch's samples: the record shows them per sample.
        case sums
    }

    /// - Precondition: `total` is a scalar.
    public init(_ total: Tensor, averaging: Averaging = .batches) {
        self.init(total: total.checkedAsLoss("the loss"), terms: [], averaging: averaging)
    }

    /// A term with a name.
    /// - Precondition: `value` is a scalar.
    public init(_ name: String, _ value: Tensor, averaging: Averaging = .batches) {
        let total = value.checkedAsLoss("the loss's term \(name)")
        self.init(total: total, terms: [Term(name, total.detached.scalar)], averaging: averaging)
    }

    init(total: Tensor, terms: [Term], averaging: Averaging) {
        self.total = total
        self.terms = terms
        self.averaging = averaging
    }
}

extension Loss {
    /// The sum, with the terms of both.
    /// - Precondition: no term has the name of another, and both are averaged in one way.
    public static func + (a: Loss, b: Loss) -> Loss {
        if let name = b.terms.map(\.name).first(where: { name in a.terms.contains { $0.name == name } }) {
            fatalError("two terms of a loss are called “\(name)”; give each a name of its own")
        }
        guard a.averaging == b.averaging else {
            fatalError("a loss averaged over \(a.averaging) and one over \(b.averaging) cannot be added")
        }
        return Loss(total: a.total + b.total, terms: a.terms + b.terms, averaging: a.averaging)
    }

    public static func + (a: Loss, b: Tensor) -> Loss { a + Loss(b, averaging: a.averaging) }
    public static func + (a: Tensor, b: Loss) -> Loss { Loss(a, averaging: b.averaging) + b }

    /// The loss with a weight; its terms keep their values.
    public static func * (weight: Float, loss: Loss) -> Loss {
        Loss(total: weight * loss.total, terms: loss.terms, averaging: loss.averaging)
    }

    /// The same with a number beside it that is recorded and not trained, such as a share of units in use.
    public func reporting(_ name: String, _ value: Float) -> Loss {
        guard !terms.contains(where: { $0.name == name }) else { fatalError("two terms of a loss are called \(name)") }
        return Loss(total: total, terms: terms + [Term(name, value)], averaging: averaging)
    }
}

extension Tensor {
    fileprivate func checkedAsLoss(_ what: String) -> Tensor {
        guard count == 1 else {
            fatalError("\(what) has the shape \(shape), and must be one number: end it with .mean() or .sum()")
        }
        return shape.rank == 0 ? self : reshape([])
    }
}
