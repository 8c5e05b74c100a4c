extension Tensor {
    /// Ones with the given probability, zeros else, drawn independently.
    public static func bernoulli(_ shape: Shape, _ probability: Float, using generator: inout SeededGenerator) -> Tensor
    {
        Tensor(shape) { for index in $0.indices { $0[index] = generator.uniform() < probability ? 1 : 0 } }
    }
}

/// x · mask / (1 − rate): what the mask leaves, scaled so that the expectation stays.
///
/// - Parameters:
///   - x: any shape
///   - mask: in the shape of x, 1 where an element is kept and 0 where it is dropped; a constant
///   - rate: the probability of 0 in the mask, below 1
/// - Returns: y in the shape of x. ∂L/∂x = mask / (1 − rate) · ∂L/∂y.
///
/// Source: Srivastava et al., "Dropout", JMLR 15, 2014.
public func dropout(_ x: Tensor, mask: Tensor, rate: Float) -> Tensor {
    guard (0..<1).contains(rate) else { fatalError("a dropout rate of \(rate), not in 0 ..< 1") }
    return x * (mask.detached * (1 / (1 - rate)))
}
