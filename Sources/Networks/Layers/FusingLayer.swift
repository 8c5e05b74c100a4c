/// A layer that computes an activation of its result in the same passes over memory, with the same bits as the two one
/// after the other.
protocol FusingLayer: Layer {
    func callAsFunction(_ x: Tensor, then activation: FusedActivation) -> Tensor
}

/// An activation that a layer before it can take along.
protocol FusibleLayer: Layer {
    var fused: FusedActivation { get }
}

extension ReLU: FusibleLayer {
    var fused: FusedActivation { .relu }
}

extension LeakyReLU: FusibleLayer {
    var fused: FusedActivation { .leakyReLU(slope: slope) }
}

extension FusedActivation {
    /// The activation as an operation of its own.
    func callAsFunction(_ x: Tensor) -> Tensor {
        switch self {
        case .none: x
        case .relu: Tensors.relu(x)
        case .leakyReLU(let slope): Tensors.leakyReLU(x, slope: slope)
        }
    }
}

/// What layers make of `x` one after the other, an activation with the layer before it where that can take it along.
func outcome(of layers: [any Layer], on x: Tensor) -> Tensor {
    var (y, rest) = (x, layers[...])
    while let layer = rest.popFirst() {
        if let layer = layer as? any FusingLayer, let activation = rest.first as? any FusibleLayer {
            y = layer(y, then: activation.fused)
            rest.removeFirst()
        } else {
            y = layer(y)
        }
    }
    return y
}
