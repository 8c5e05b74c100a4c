extension Gradients {
    /// The gradients of these parameters, all scaled so that their Euclidean norm together is at most `norm`:
    /// g · min(1, norm / (‖g‖ + 10⁻⁶)), as by PyTorch's `clip_grad_norm_`. Others are left as they are.
    ///
    /// - Returns: the gradients, and ‖g‖ before.
    ///
    /// Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
    public func clipped(toNorm norm: Float, of parameters: [Parameter]) -> (gradients: Gradients, norm: Float) {
        @inline(__always) func square(_ g: Vector) -> Vector { g * g }
        let sum = parameters.reduce(0.0) { $0 + (self[$1]?.sum { $0.sum(square) } ?? 0) }
        let length = sum.squareRoot()
        let scale = Float(min(1, Double(norm) / (length + 1e-6)))
        guard scale < 1 else { return (self, Float(length)) }
        return (scaled(by: scale, of: parameters), Float(length))
    }
}
