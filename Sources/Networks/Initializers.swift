extension Parameter {
    /// PyTorch's default for linear and convolutional layers: uniform in ±1/√fan-in, weight and bias alike.
    ///
    /// Source: `torch.nn.Linear.reset_parameters`; with a = √5, Kaiming's uniform bound becomes 1/√fan-in.
    static func uniform(_ shape: Shape, fanIn: Int, using generator: inout SeededGenerator) -> Parameter {
        guard fanIn > 0 else { fatalError("a layer with \(fanIn) inputs") }
        let bound = 1 / Float(fanIn).squareRoot()
        return Parameter(.uniform(shape, from: -bound, to: bound, using: &generator))
    }
}
