import Tensors
import TestSupport
import Testing

/// Losses, smooth activations, pools and normalizations against finite differences and at extreme values.
@Suite struct LossGradientTests {
    @Test func differences() {
        let losses: [(String, (Tensor, Tensor, Reduction) -> Tensor)] = [
            ("squares", { meanSquaredError($0, $1, reduction: $2) }),
            ("magnitudes", { meanAbsoluteError($0, $1, reduction: $2) }),
            ("Huber's", { huberLoss($0, $1, delta: 0.75, reduction: $2) }),
            ("smooth L1", { smoothL1Loss($0, $1, beta: 0.75, reduction: $2) }),
            ("normal", { gaussianNegativeLogLikelihood($0, $1, variance: $1.square() + 0.5, reduction: $2) }),
        ]
        var g = SeededGenerator(seed: 61)
        for (name, loss) in losses {
            for reduction in [Reduction.mean, .sum, .none] {
                for _ in 0..<6 {
                    let shape = g.shape(longest: 5)
                    let target = Tensor.normal(shape, using: &g)
                    // At least 0.2 from the kinks at 0 and at ±0.75.
                    let sign = Tensor.bernoulli(shape, 0.5, using: &g) * 2 - 1
                    let far = Tensor.bernoulli(shape, 0.5, using: &g) * 0.8
                    let prediction = target + sign * (Tensor.uniform(shape, from: 0.2, to: 0.5, using: &g) + far)
                    checkGradients(of: [prediction, target], "\(name) of \(shape), \(reduction)") {
                        loss($0[0], $0[1], reduction)
                    }
                }
            }
        }
    }

    @Test func valuesOfDifferences() {
        let (y, t) = (Tensor([4], [0, 1, 3, -5]), Tensor([4], [0, 0.5, 0, 0]))
        #expect(huberLoss(y, t, reduction: .none).scalars == [0, 0.125, 2.5, 4.5])
        #expect(huberLoss(y, t, delta: 2, reduction: .none).scalars == [0, 0.125, 4, 8])
        #expect(smoothL1Loss(y, t, beta: 2, reduction: .none).scalars == [0, 0.0625, 2, 4])
        #expect(smoothL1Loss(y, t, beta: 0, reduction: .sum).scalar == 8.5)
        #expect(meanAbsoluteError(y, t).scalar == 2.125)
        #expect(meanSquaredError(y, t, reduction: .none).scalars == [0, 0.25, 9, 25])
        #expect(meanSquaredError(y, t, reduction: .sum).scalar == 34.25)
        #expect(meanSquaredError(y, t).scalar == 8.5625)
    }

    @Test func labels() {
        var g = SeededGenerator(seed: 62)
        for rank in 2...4 {
            for reduction in [Reduction.mean, .sum, .none] {
                let shape = g.shape(ranks: rank...rank)
                let x = Tensor.normal(shape, using: &g)
                let labels = (0..<x.count / shape[1]).map { _ in Int.random(in: 0..<shape[1], using: &g) }
                checkGradients(of: [x], "cross-entropy of \(shape), \(reduction)") {
                    crossEntropy($0[0], labels: labels, reduction: reduction)
                }
                checkGradients(of: [x], "likelihood of \(shape), \(reduction)") {
                    negativeLogLikelihood($0[0], labels: labels, reduction: reduction)
                }
            }
        }
        let losses = crossEntropy(Tensor([2, 3], [1e4, 0, -1e4, -1e4, 0, 1e4]), labels: [2, 2], reduction: .none)
        #expect(losses.scalars == [2e4, 0])
        // The classes of places: axis 1 of [batch, classes, places].
        let places = Tensor([1, 2, 3], [5, 0, 0, 0, 5, 5])
        #expect(crossEntropy(places, labels: [0, 1, 1]).scalar < 0.01)
    }

    @Test func bernoulliLossesOfElements() {
        var g = SeededGenerator(seed: 63)
        for _ in 0..<6 {
            let shape = g.shape()
            let (p, t) = (
                Tensor.uniform(shape, from: 0.1, to: 0.9, using: &g), Tensor.uniform(shape, from: 0, to: 1, using: &g)
            )
            checkGradients(of: [p, t], "losses of probabilities \(shape)") {
                binaryCrossEntropy($0[0], $0[1], reduction: .none)
            }
            for reduction in [Reduction.mean, .sum, .none] {
                checkGradients(of: [p, t], "losses of logits \(shape), \(reduction)") {
                    binaryCrossEntropy(logits: $0[0], $0[1], reduction: reduction)
                }
            }
            let counts = Tensor.uniform([4, 5], from: 0, to: 3, using: &g)
            checkGradients(of: [.normal([4, 5], using: &g), counts], "multinomial") {
                multinomialCrossEntropy($0[0], $0[1])
            }
            let mean = binaryCrossEntropy(p, t, reduction: .none).mean().scalar
            #expect(mismatch([mean], [binaryCrossEntropy(p, t).scalar]) == nil)
        }
    }

    @Test func smoothActivations() {
        let functions: [(String, (Tensor) -> Tensor)] = [
            ("gelu", gelu), ("silu", silu), ("softplus", softplus), ("elu", { elu($0) }),
            ("elu of 0.4", { elu($0, alpha: 0.4) }),
        ]
        var g = SeededGenerator(seed: 64)
        for (name, function) in functions {
            for _ in 0..<12 {
                // 0 is no kink but of an ELU whose alpha is not 1.
                let x = Tensor.normal(g.shape(), using: &g) * 2
                let away = select(x.abs() - 0.1 - (x.abs() - 0.1).abs(), x + 0.3, x)
                checkGradients(of: [away], "\(name) of \(x.shape)") { function($0[0]) }
            }
        }
        let far = Tensor([8], [0, 30, -30, 88.8, -88.8, 100, -100, 3e38])
        for (name, function) in functions {
            let x = Parameter(far)
            let (_, gradients) = valueAndGradients { function(x.value).sum() }
            #expect(function(far).isAllFinite, "\(name)")
            #expect(gradients[x]!.isAllFinite, "\(name)")
        }
        #expect(gelu(far).scalars.prefix(7) == [0, 30, 0, 88.8, 0, 100, 0])
        let tails = Tensor([3], [-1e-3, -1, -9])
        func check(_ y: Tensor, _ expected: [Float]) {
            #expect(mismatch(y.scalars, expected, absolute: 0, relative: 3e-5) == nil)
        }
        check(gelu(tails), [-4.996011e-4, -0.158_655_25, -1.015_733e-18])
        check(elu(tails), [-9.995002e-4, -0.632_120_56, -0.999_876_6])
        check(softplus(Tensor([3], [-9.210_34, -50, 0])), [9.999_546e-5, 1.928_75e-22, 0.693_147_18])
    }

    @Test func pools() {
        var g = SeededGenerator(seed: 65)
        for _ in 0..<30 {
            let shape: Shape = [
                Int.random(in: 1...3, using: &g), Int.random(in: 1...3, using: &g), Int.random(in: 4...9, using: &g),
                Int.random(in: 4...9, using: &g),
            ]
            let kernel = Pair(Int.random(in: 1...4, using: &g), Int.random(in: 1...4, using: &g))
            let stride = Pair(Int.random(in: 1...3, using: &g), Int.random(in: 1...3, using: &g))
            let padding = Pair(
                Int.random(in: 0...kernel.height / 2, using: &g), Int.random(in: 0...kernel.width / 2, using: &g))
            let (x, name) = (g.distinct(shape), "\(shape), kernel \(kernel), stride \(stride), padding \(padding)")
            let pooled = maxPool2d(x, kernel: kernel, stride: stride, padding: padding)
            #expect(pooled.shape[2] == (shape[2] + 2 * padding.height - kernel.height) / stride.height + 1)
            #expect(pooled.shape[3] == (shape[3] + 2 * padding.width - kernel.width) / stride.width + 1)
            checkGradients(of: [x], "largest of \(name)") {
                maxPool2d($0[0], kernel: kernel, stride: stride, padding: padding)
            }
            checkGradients(of: [x], "means of \(name)") {
                avgPool2d($0[0], kernel: kernel, stride: stride, padding: padding)
            }
            checkGradients(of: [x], "\(shape) enlarged by \(stride)") { upsampleNearest($0[0], scale: stride).square() }
        }
        let tied = Parameter(Tensor([1, 1, 2, 3], [1, 1, 4, 1, 1, 4]))
        let (value, gradients) = valueAndGradients { maxPool2d(tied.value, kernel: 2, stride: 1).sum() }
        #expect(value.scalar == 5)
        #expect(gradients[tied]?.scalars == [1, 0, 1, 0, 0, 0])
        let missing = maxPool2d(Tensor([1, 1, 2, 3], [1, .nan, 4, 1, 1, 4]), kernel: 2, stride: 1)
        #expect(missing.scalars.allSatisfy { $0.isNaN })
        let corner = avgPool2d(Tensor([1, 1, 2, 2], [4, 8, 12, 16]), kernel: 2, stride: 2, padding: 1)
        #expect(corner.scalars == [1, 2, 3, 4])
        #expect(upsampleNearest(Tensor([1, 1, 1, 2], [1, 2]), scale: Pair(2, 1)).scalars == [1, 2, 1, 2])
    }

    @Test func normalizations() {
        var g = SeededGenerator(seed: 66)
        for _ in 0..<12 {
            let shape = Shape(g.shape(ranks: 1...3, longest: 6).array + [Int.random(in: 2...20, using: &g)])
            let features: Shape = [shape[shape.rank - 1]]
            let inputs = [
                Tensor.normal(shape, using: &g) * 2 + 3, Tensor.normal(features, using: &g),
                Tensor.normal(features, using: &g),
            ]
            checkGradients(of: inputs, "layer norm of \(shape)") {
                layerNorm($0[0], weight: $0[1], bias: $0[2], epsilon: 0.1)
            }
            let y = layerNorm(inputs[0] + 10_000, weight: Tensor(features, repeating: 1), bias: .zeros(features))
            #expect(y.mean(axis: -1).abs().max().scalar < 1e-4)
            let batch: Shape = [Int.random(in: 2...9, using: &g), features[0]]
            for batch in [batch, [batch[0], features[0], 3]] as [Shape] {
                let x = Tensor.normal(batch, using: &g) * 2 + 3
                let (mean, variance) = (inputs[1], inputs[2].square() + 0.5)
                checkGradients(of: [x, inputs[1], inputs[2]], "batch norm of \(batch)") {
                    batchNorm1d($0[0], weight: $0[1], bias: $0[2], epsilon: 0.1).y
                }
                checkGradients(of: [x, inputs[1], inputs[2]], "evaluated batch norm of \(batch)") {
                    batchNorm1d($0[0], weight: $0[1], bias: $0[2], mean: mean, variance: variance)
                }
            }
        }
    }

    @Test func relaxedChoices() {
        var g = SeededGenerator(seed: 67)
        for _ in 0..<12 {
            let shape = g.shape()
            let inputs = [Tensor.normal(shape, using: &g), Tensor.gumbel(shape, using: &g)]
            checkGradients(of: inputs, "choice of \(shape)") {
                gumbelSoftmax($0[0], temperature: 0.7, noise: $0[1])
            }
        }
        let noise = Tensor.gumbel([100_000], using: &g)
        #expect(noise.isAllFinite)
        #expect(abs(noise.mean().scalar - 0.577_215_66) < 0.02)
        #expect(abs(noise.variance().scalar - .pi * .pi / 6) < 0.04)
        let cold = gumbelSoftmax(Tensor([1, 3], [0, 1, 0]), temperature: 1e-3, noise: .zeros([1, 3]))
        #expect(cold.scalars == [0, 1, 0])
    }

    @Test func nearestRowOfMany() {
        var g = SeededGenerator(seed: 68)
        for (rows, entries, features) in [(1, 1, 1), (7, 5, 3), (300, 40, 64), (513, 512, 8)] {
            let (v, e) = (Tensor.normal([rows, features], using: &g), Tensor.normal([entries, features], using: &g))
            let distances = (v.expandDims(1) - e.expandDims(0)).square().sum(axis: -1)
            let (found, best) = (nearestRows(v, in: e), distances.min(axis: 1))
            for (row, place) in found.enumerated() {
                #expect(distances.scalars[row * entries + place] <= best.scalars[row] + 1e-4)
            }
        }
        let twice = concatenate([Tensor([2, 1], [3, 5]), Tensor([20, 1], repeating: 1), Tensor([1, 1], [5])])
        #expect(nearestRows(Tensor([3, 1], [5, 1, 4]), in: twice) == [1, 2, 0])
    }

    @Test func mistakes() async {
        let label = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = crossEntropy(.zeros([2, 3]), labels: [0, 3])
        }
        #expect(message(of: label).contains("label 3 of sample 1 is none of 3 classes"))
        let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = crossEntropy(.zeros([2, 3]), labels: [0])
        }
        #expect(message(of: count).contains("1 labels do not fit logits of the shape [2, 3]"))
        let probability = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = binaryCrossEntropy(Tensor([3], [0.5, 1, 1.25]), .zeros([3]))
        }
        #expect(message(of: probability).contains("a prediction of 1.25 at place 2 is no probability"))
        #expect(message(of: probability).contains("sigmoid"))
        let missing = Tensor([2], [.nan, 0.5])
        #expect(binaryCrossEntropy(missing, .zeros([2])).scalar.isNaN, "what diverges is the trainer's to tell")
    }
}
