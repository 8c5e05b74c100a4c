extension Parameter {
    /// PyTorch's default for linear and convolutional layers: uniform in ±1/√fan-in, weight and bias alike.
    ///
    /// Source: `torch.nn.Linear.reset_parameters`; with a = √5, Kaiming's uniform bound becomes 1/√fan-in.
    /// - Precondition: the fan-in is positive.
    static func uniform(_ shape: Shape, fanIn: Int, using generator: inout SeededGenerator) -> Parameter {
        let bound = 1 / Float(fanIn).squareRoot()
        return Parameter(.uniform(shape, from: -bound, to: bound, using: &generator))
    }
}

/// - Precondition: each number is at least 1, and so are the kernel's.
func checkNumbers(of layer: String, _ numbers: KeyValuePairs<String, Int>, kernel: Pair) {
    checkNumbers(of: layer, numbers)
    checkNumbers(of: layer, ["rows of the kernel": kernel.height, "columns of the kernel": kernel.width])
}

/// - Precondition: each number is at least 1.
func checkNumbers(of layer: String, _ numbers: KeyValuePairs<String, Int>) {
    for (name, number) in numbers where number < 1 {
        fatalError("\(layer): the number of \(name) is \(number), and must be at least 1")
    }
}
