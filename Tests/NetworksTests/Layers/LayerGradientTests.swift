import Networks
import Testing

/// Whole stacks of layers against finite differences: shapes, kernels and strides drawn anew.
@Suite struct LayerGradientTests {
    @Test func denseStacks() {
        var g = SeededGenerator(seed: 21)
        for _ in 0..<12 {
            let n = (0..<4).map { _ in Int.random(in: 1...24, using: &g) }
            let x = Tensor.normal([n[0], n[1]], using: &g)
            let stack = Sequential(Linear(n[1], n[2], using: &g), Tanh(), Linear(n[2], n[3], using: &g), Sigmoid())
            checkGradients(of: stack, at: x, "dense \(n)", using: &g)
        }
    }

    /// Odd and oblong images, one and five channels, kernels up to 5, a batch of one and one that is computed in parts.
    @Test func convolutionalStacks() {
        var g = SeededGenerator(seed: 22)
        for batch in [1, 2, 3, 32] {
            for kernel in [1, 3, 5] {
                for stride in 1...2 {
                    let channels = [1, 5].randomElement(using: &g)!
                    let size = [Int.random(in: 5...9, using: &g), Int.random(in: 5...9, using: &g)]
                    let x = Tensor.normal([batch, channels, size[0], size[1]], using: &g)
                    let stack = Sequential(
                        Conv2d(channels, 6, kernel: kernel, stride: stride, padding: kernel / 2, using: &g), Tanh(),
                        ConvTranspose2d(
                            6, channels, kernel: kernel, stride: stride, padding: kernel / 2,
                            outputPadding: stride - 1, using: &g), Sigmoid())
                    checkGradients(
                        of: stack, at: x, "batch \(batch), kernel \(kernel), stride \(stride), \(x.shape)", using: &g)
                }
            }
        }
    }

    /// Strides of 2 for images whose sides need different output paddings, and everything else that may differ between
    /// the axes: what comes out has the size of what went in.
    @Test func stacksOfOblongImages() {
        var g = SeededGenerator(seed: 24)
        for (height, width) in [(27, 29), (10, 7), (7, 10), (28, 20)] {
            let x = Tensor.normal([2, 1, height, width], using: &g)
            let rest = Pair(1 - height % 2, 1 - width % 2)
            let square = Sequential(
                Conv2d(1, 5, kernel: 3, stride: 2, padding: 1, using: &g), Tanh(),
                ConvTranspose2d(5, 1, kernel: 3, stride: 2, padding: 1, outputPadding: rest, using: &g))
            let oblong = Sequential(
                Conv2d(1, 6, kernel: Pair(3, 5), stride: Pair(2, 1), padding: Pair(1, 2), using: &g), Tanh(),
                ConvTranspose2d(
                    6, 1, kernel: Pair(3, 5), stride: Pair(2, 1), padding: Pair(1, 2),
                    outputPadding: Pair(rest.height, 0), using: &g))
            for (name, stack) in [("square", square), ("oblong", oblong)] {
                #expect(stack(x).shape == x.shape, "\(name), \(x.shape)")
                checkGradients(of: stack, at: x, "\(name), \(x.shape)", using: &g)
            }
        }
    }

    @Test func normalizedStacks() {
        var g = SeededGenerator(seed: 23)
        for channels in [1, 3, 16] {
            let x = Tensor.normal([4, channels, 5, 3], using: &g)
            let stack = Sequential(
                Conv2d(channels, 4, kernel: 3, padding: 1, using: &g), BatchNorm2d(4), Tanh(), Flatten(),
                Linear(60, 7, using: &g))
            checkGradients(of: stack, at: x, "normalized, \(channels) channels", isTraining: true, using: &g)
        }
    }

    @Test func pooledAndEnlargedStacks() {
        var g = SeededGenerator(seed: 25)
        for (kernel, padding) in [(2, 0), (3, 1)] {
            let x = Tensor.normal([3, 2, 9, 7], using: &g)
            let stack = Sequential(
                Conv2d(2, 4, kernel: 3, padding: 1, using: &g), GELU(), AvgPool2d(kernel, padding: padding),
                BatchNorm2d(4), SiLU(), Upsample(scale: Pair(2, 3)), Conv2d(4, 1, kernel: 1, using: &g), Softplus(),
                Flatten())
            checkGradients(of: stack, at: x, "pooled, kernel \(kernel)", isTraining: true, using: &g)
        }
    }

    @Test func normalizedDenseStacks() {
        var g = SeededGenerator(seed: 26)
        for _ in 0..<6 {
            let n = (0..<3).map { _ in Int.random(in: 2...20, using: &g) }
            let x = Tensor.normal([n[0], n[1]], using: &g)
            let stack = Sequential(
                Linear(n[1], n[2], using: &g), LayerNorm(n[2], epsilon: 0.1), ELU(), Linear(n[2], 7, using: &g),
                BatchNorm1d(7, epsilon: 0.1), Softmax())
            checkGradients(of: stack, at: x, "normalized \(n)", isTraining: true, using: &g)
        }
    }
}

/// Holds ∂L/∂(x and every parameter) for L = Σ r · layer(x), with r at random, against central differences along random
/// directions; (4 D(h / 2) − D(h)) / 3 is free of the error that grows with h².
private func checkGradients(
    of layer: Sequential, at x: Tensor, _ name: String, isTraining: Bool = false, using g: inout SeededGenerator,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let input = Parameter(x)
    let leaves = [input] + parameters(of: layer).map(\.parameter)
    let starts = leaves.map { Tensor($0.shape, $0.value.scalars) }
    func output() -> Tensor { isTraining ? withTrainingMode { layer(input.value) } : layer(input.value) }
    let weights = Tensor.normal(output().shape, using: &g)
    let (_, gradients) = valueAndGradients { (output() * weights).sum() }
    func value(_ moves: [Tensor], _ step: Float) -> Double {
        for (leaf, (start, move)) in zip(leaves, zip(starts, moves)) { leaf.set(start + move * step) }
        return product(output(), weights)
    }
    for _ in 0..<3 {
        let moves = leaves.map { Tensor.normal($0.shape, using: &g) }
        func difference(_ step: Float) -> Double { (value(moves, step) - value(moves, -step)) / (2 * Double(step)) }
        let expected = (4 * difference(4e-3) - difference(8e-3)) / 3
        let pairs = zip(leaves, moves).compactMap { leaf, move in gradients[leaf].map { ($0, move) } }
        let actual = pairs.reduce(0) { $0 + product($1.0, $1.1) }
        let size = pairs.reduce(1e-3) { sum, pair in
            sum + (product(pair.0, pair.0) * product(pair.1, pair.1) / Double(pair.1.count)).squareRoot()
        }
        #expect(pairs.count == leaves.count, "\(name)", sourceLocation: sourceLocation)
        #expect(
            abs(actual - expected) <= 4e-3 * size, "\(name): \(actual) by gradients, \(expected) by differences",
            sourceLocation: sourceLocation)
    }
    for (leaf, start) in zip(leaves, starts) { leaf.set(start) }
}

private func product(_ a: Tensor, _ b: Tensor) -> Double {
    zip(a.scalars, b.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}
