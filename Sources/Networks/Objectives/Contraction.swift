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
    let isOn = hidden.isGreater(than: 0)
    let weights = matmul(second.transpose(), second) * matmul(first, first.transpose())
    let sums = matmul(isOn, weights) * isOn
    return matmul(sums, Tensor([hidden.shape[1], 1], repeating: 1))
}

/// ‖∂z/∂x‖² of each sample (Frobenius), for a code behind any number of hidden layers:
/// z = Wₙ · relu(… relu(W₁ x + b₁) …) + bₙ. With Dᵢ the 0 and 1 of a layer's units that are on, it is the square sum of
/// Wₙ Dₙ₋₁ … D₁ W₁, multiplied from the code's side, which is the narrow one.
///
/// - Parameters:
///   - hidden: the outputs of the ReLUs, in order, `[batch, units]` each
///   - weights: W₁ … Wₙ, `[outputs, inputs]` each: one more than hidden layers
/// - Returns: `[batch, 1]`, derived with respect to all weights; the units that are on are constants almost everywhere.
/// - Precondition: the lengths fit.
///
/// Source: Rifai, Vincent, Muller, Glorot and Bengio, "Contractive Auto-Encoders", ICML 2011.
public func squaredJacobian(ofReLU hidden: [Tensor], weights: [Tensor]) -> Tensor {
    guard weights.count == hidden.count + 1, let batch = hidden.first?.shape[0], let last = weights.last else {
        fatalError(
            "\(weights.count) weights for \(hidden.count) hidden layers: there must be one more, and a hidden layer")
    }
    var jacobian = last.expandDims(0)
    for (units, weight) in zip(hidden, weights).reversed() {
        let rows = (jacobian * units.isGreater(than: 0).expandDims(1)).reshape([batch * last.shape[0], units.shape[1]])
        jacobian = matmul(rows, weight).reshape([batch, last.shape[0], weight.shape[1]])
    }
    return jacobian.square().sum(axes: [1, 2]).expandDims(-1)
}
