/// A learned vector for each of a number of things, which are named by their numbers.
///
/// Input: indices; output `[indices.count, features]`. Weight `[entries, features]`, drawn from N(0, 1) at first, as in
/// PyTorch.
public final class Embedding {
    public let weight: Parameter

    /// - Precondition: entries and features are at least 1.
    public init(_ entries: Int, _ features: Int, using generator: inout SeededGenerator) {
        checkNumbers(of: "Embedding", ["entries": entries, "features": features])
        weight = Parameter(.normal([entries, features], using: &generator))
    }

    /// - Precondition: each index is in 0 ..< entries.
    public func callAsFunction(_ indices: [Int]) -> Tensor { embedding(weight.value, indices) }
}
