import Tensors
import TestSupport
import Testing

@Suite struct ConvolutionTests {
    @Test(arguments: try Fixture.names(of: "conv2d"))
    func likePyTorch(_ name: String) throws {
        let torch = try FixtureCase(name)
        torch.check {
            let y = conv2d(
                torch.value("x"), weight: torch.value("weight"), bias: torch.value("bias"),
                stride: torch.pair("stride"),
                padding: torch.pair("padding"))
            return (["y": y], meanSquaredError(y, torch.value("target")))
        }
    }

    @Test(arguments: try Fixture.names(of: "conv_transpose2d"))
    func transposedLikePyTorch(_ name: String) throws {
        let torch = try FixtureCase(name)
        torch.check {
            let y = convTranspose2d(
                torch.value("x"), weight: torch.value("weight"), bias: torch.value("bias"),
                stride: torch.pair("stride"),
                padding: torch.pair("padding"), outputPadding: torch.pair("output_padding"))
            return (["y": y], meanSquaredError(y, torch.value("target")))
        }
    }

    /// Every kernel, stride and padding with images and channels drawn anew.
    @Test func valuesAndGradients() {
        var generator = SeededGenerator(seed: 3)
        for settings in Settings.all {
            for _ in 0..<3 {
                let (x, weight, bias) = settings.draw(using: &generator)
                let s = settings
                let y = conv2d(x, weight: weight, bias: bias, stride: s.stride, padding: s.padding)
                let reference = s.reference(x, weight, bias)
                #expect(y.shape.array == reference.shape.array, "\(s), x \(x.shape), weight \(weight.shape)")
                let difference = mismatch(y.scalars, reference.scalars, absolute: 2e-5)
                #expect(difference == nil, "\(s), x \(x.shape), weight \(weight.shape)")
                checkGradients(of: [x, weight, bias], "\(s), x \(x.shape), weight \(weight.shape)") {
                    conv2d($0[0], weight: $0[1], bias: $0[2], stride: s.stride, padding: s.padding)
                }
            }
        }
    }

    /// A transposed convolution is the adjoint of a convolution: Σ y · conv(x) = Σ x · convᵀ(y).
    @Test func transposedValuesAndGradients() {
        var generator = SeededGenerator(seed: 4)
        for settings in Settings.all {
            for outputPadding in settings.outputPaddings {
                let s = settings
                let (x, weight, bias) = settings.drawNarrow(using: &generator)
                let name = "\(s), output padding \(outputPadding), x \(x.shape), weight \(weight.shape)"
                func transposed(_ x: Tensor, _ weight: Tensor, _ bias: Tensor) -> Tensor {
                    convTranspose2d(
                        x, weight: weight, bias: bias, stride: s.stride, padding: s.padding,
                        outputPadding: outputPadding)
                }
                let y = transposed(x, weight, .zeros(bias.shape))
                func length(_ axis: Int, _ number: (Pair) -> Int) -> Int {
                    (x.shape[axis] - 1) * number(s.stride) - 2 * number(s.padding) + weight.shape[axis]
                        + number(outputPadding)
                }
                #expect(y.shape[2] == length(2, \.height) && y.shape[3] == length(3, \.width), "\(name)")
                let wide = Tensor.normal(y.shape, using: &generator)
                let narrow = s.reference(wide, weight, .zeros([weight.shape[0]]))
                #expect(abs(dot(wide, y) - dot(narrow, x)) <= 1e-4 * (1 + norm(narrow) * norm(x)), "\(name)")
                checkGradients(of: [x, weight, bias], name) { transposed($0[0], $0[1], $0[2]) }
            }
        }
    }
}

/// A kernel, a stride and a padding.
private struct Settings: CustomStringConvertible {
    let kernel: Pair
    let stride: Pair
    let padding: Pair

    var description: String { "kernel \(kernel), stride \(stride), padding \(padding)" }

    static let all = square + oblong

    private static let square = [1, 3, 5].flatMap { kernel in
        (1...3).flatMap { stride in
            (0...2).map { padding in Settings(kernel: kernel.pair, stride: stride.pair, padding: padding.pair) }
        }
    }

    /// Both axes drawn by themselves.
    private static let oblong = {
        var generator = SeededGenerator(seed: 5)
        func pair(_ range: ClosedRange<Int>) -> Pair {
            Pair(Int.random(in: range, using: &generator), Int.random(in: range, using: &generator))
        }
        return (0..<16).map { _ in Settings(kernel: pair(1...5), stride: pair(1...3), padding: pair(0...2)) }
    }()

    /// All that the stride allows.
    var outputPaddings: [Pair] {
        (0..<stride.height).flatMap { height in (0..<stride.width).map { Pair(height, $0) } }
    }

    /// Of the last two, the first is computed in parts.
    private func batch(using generator: inout SeededGenerator) -> Int {
        [1, 2, 3, 4, 32, 33].randomElement(using: &generator)!
    }

    /// Images of odd and even sides, of few channels and of as many as fill a vector.
    func draw(using generator: inout SeededGenerator) -> (x: Tensor, weight: Tensor, bias: Tensor) {
        let channels = [1, 2, 3, 5, 16, 32]
        let (input, output) = (channels.randomElement(using: &generator)!, channels.randomElement(using: &generator)!)
        func side(_ axis: (Pair) -> Int) -> Int {
            max(1, axis(kernel) - 2 * axis(padding)) + Int.random(in: 0...7, using: &generator)
        }
        let shape: Shape = [batch(using: &generator), input, side(\.height), side(\.width)]
        let x = Tensor.normal(shape, using: &generator)
        let weight = Tensor.normal([output, input, kernel.height, kernel.width], using: &generator) * 0.3
        return (x, weight, .normal([output], using: &generator))
    }

    func drawNarrow(using generator: inout SeededGenerator) -> (x: Tensor, weight: Tensor, bias: Tensor) {
        let channels = [1, 2, 3, 5, 16, 32]
        let (input, output) = (channels.randomElement(using: &generator)!, channels.randomElement(using: &generator)!)
        // At least one pixel is left after the padding is taken away.
        func side(_ axis: (Pair) -> Int) -> Int {
            1 + (2 * axis(padding) + axis(stride) - 1) / axis(stride) + Int.random(in: 0...5, using: &generator)
        }
        let shape: Shape = [batch(using: &generator), input, side(\.height), side(\.width)]
        let x = Tensor.normal(shape, using: &generator)
        let weight = Tensor.normal([input, output, kernel.height, kernel.width], using: &generator) * 0.3
        return (x, weight, .normal([output], using: &generator))
    }

    /// The definition of a convolution, loop by loop, in double precision.
    func reference(_ x: Tensor, _ weight: Tensor, _ bias: Tensor) -> Tensor {
        let (height, width) = (x.shape[2], x.shape[3])
        func narrowed(_ length: Int, _ axis: (Pair) -> Int) -> Int {
            (length + 2 * axis(padding) - axis(kernel)) / axis(stride) + 1
        }
        let shape: Shape = [x.shape[0], weight.shape[0], narrowed(height, \.height), narrowed(width, \.width)]
        let (image, kernels, offsets) = (x.scalars, weight.scalars, bias.scalars)
        var result: [Float] = []
        for n in 0..<shape[0] {
            for o in 0..<shape[1] {
                for i in 0..<shape[2] {
                    for j in 0..<shape[3] {
                        var sum = Double(offsets[o])
                        for c in 0..<x.shape[1] {
                            for u in 0..<kernel.height {
                                let y = i * stride.height + u - padding.height
                                guard (0..<height).contains(y) else { continue }
                                for v in 0..<kernel.width {
                                    let z = j * stride.width + v - padding.width
                                    guard (0..<width).contains(z) else { continue }
                                    let pixel = image[((n * x.shape[1] + c) * height + y) * width + z]
                                    let place = ((o * x.shape[1] + c) * kernel.height + u) * kernel.width + v
                                    sum += Double(pixel) * Double(kernels[place])
                                }
                            }
                        }
                        result.append(Float(sum))
                    }
                }
            }
        }
        return Tensor(shape, result)
    }
}
