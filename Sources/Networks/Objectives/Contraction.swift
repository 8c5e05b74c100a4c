/// ‖∂z/∂x‖² of each sample (Frobenius), for a code z = sigmoid(x · Wᵀ + b): Σⱼ (zⱼ (1 − zⱼ))² Σᵢ Wⱼᵢ².
///
/// - Parameters:
///   - code: `[batch, outputs]`
///   - weight: `[outputs, inputs]`
/// - Returns: `[batch, 1]`, derived with respect to both, second-order terms included.
///
/// Source: Rifai, Vincent, Muller, Glorot and Bengio, "Contractive Auto-Encoders", ICML 2011.
public func squaredJacobian(ofSigmoid code: Tensor, weight: Tensor) -> Tensor {
    let slope = code * (1 - code)
    let lengths = matmul(weight.square(), Tensor([weight.shape[1], 1], repeating: 1))
    return matmul(slope.square(), lengths)
}

/// ‖∂z/∂x‖² of each sample (Frobenius), for a code z = W₂ · relu(W₁ x + b₁) + b₂. With m the 0 and 1 of the units that
/// are on, it is mᵀ ((W₂ᵀW₂) ∘ (W₁W₁ᵀ)) m.
///
/// - Parameters:
///   - hidden: relu(W₁ x + b₁), `[batch, hidden]`
///   - first: W₁, `[hidden, inputs]`
///   - second: W₂, `[outputs, hidden]`
/// - Returns: `[batch, 1]`, derived with respect to both weights; the units that are on are constants almost everywhere.
public func squaredJacobian(ofReLU hidden: Tensor, first: Tensor, second: Tensor) -> Tensor {
    let isOn = Tensor(hidden.shape, hidden.scalars.map { $0 > 0 ? 1 : 0 })
    let weights = matmul(second.transpose(), second) * matmul(first, first.transpose())
    let sums = matmul(isOn, weights) * isOn
    return matmul(sums, Tensor([hidden.shape[1], 1], repeating: 1))
}
