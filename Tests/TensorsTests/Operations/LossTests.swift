import Tensors
import TestSupport
import Testing

/// Losses and penalties against PyTorch's and against finite differences.
@Suite struct LossTests {
    @Test(arguments: try Fixture.names(of: "bce") + Fixture.names(of: "bce_with_logits"))
    func crossEntropy(_ name: String) throws {
        let torch = try FixtureCase(name)
        let reduction: Reduction = torch.fixture.config["reduction"]?.word == "sum" ? .sum : .mean
        torch.check {
            let (x, target) = (torch.value("x"), torch.value("target"))
            return torch.fixture.op == "bce"
                ? ([:], binaryCrossEntropy(x, target, reduction: reduction))
                : ([:], binaryCrossEntropy(logits: x, target, reduction: reduction))
        }
    }

    @Test(arguments: try Fixture.names(of: "multinomial_nll"))
    func multinomial(_ name: String) throws {
        let torch = try FixtureCase(name)
        torch.check { ([:], multinomialCrossEntropy(torch.value("x"), torch.value("target"))) }
    }

    @Test(arguments: ["kl_gaussian_4x3", "kl_gaussian_1x1", "free_bits_4x5"])
    func gaussian(_ name: String) throws {
        let torch = try FixtureCase(name)
        torch.check {
            let elements = gaussianDivergence(mean: torch.value("mu"), logVariance: torch.value("logvar"))
            let batch = Float(elements.shape[0])
            let dimensions = elements.sum(axis: 0) / batch
            let outputs = ["kl_elements": elements, "kl_per_dim_batch_mean": dimensions]
            guard let freeBits = torch.fixture.config["free_bits"]?.float else { return (outputs, elements.sum()) }
            return (outputs, dimensions.clamp(freeBits, .infinity).sum() * batch)
        }
    }

    @Test(arguments: try Fixture.names(of: "kl_sparsity"))
    func sparsity(_ name: String) throws {
        let torch = try FixtureCase(name)
        let rate = try #require(torch.fixture.config["rho"]?.float)
        torch.check {
            let x = torch.value("x")
            let activation = x.sum(axis: 0) / Float(x.shape[0])
            return (["rho_hat": activation], sparsityDivergence(activation, rate: rate).sum())
        }
    }

    @Test func droppedElements() throws {
        let torch = try FixtureCase("dropout_3x10_p02")
        let rate = try #require(torch.fixture.config["p"]?.float)
        torch.check {
            let y = dropout(torch.value("x"), mask: torch.value("mask"), rate: rate)
            return (["y": y], (y * torch.value("upstream").detached).sum())
        }
        var generator = SeededGenerator(seed: 1)
        let mask = Tensor.bernoulli([100_000], 0.8, using: &generator).scalars
        #expect(mask.allSatisfy { $0 == 0 || $0 == 1 })
        #expect(abs(mask.reduce(0, +) / 100_000 - 0.8) < 0.005)
    }

    @Test func gradients() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<12 {
            let shape: Shape = [Int.random(in: 1...6, using: &generator), Int.random(in: 1...30, using: &generator)]
            let probability = Tensor.uniform(shape, from: 0.1, to: 0.9, using: &generator)
            let (x, other) = (Tensor.normal(shape, using: &generator), Tensor.normal(shape, using: &generator))
            let target = Tensor.uniform(shape, from: 0, to: 1, using: &generator)
            for reduction in [Reduction.mean, .sum] {
                checkGradients(of: [probability], step: 2e-3, tolerance: 4e-3, "cross-entropy of \(shape)") {
                    binaryCrossEntropy($0[0], target, reduction: reduction)
                }
                checkGradients(of: [x], "cross-entropy of logits of \(shape)") {
                    binaryCrossEntropy(logits: $0[0], target, reduction: reduction)
                }
            }
            checkGradients(of: [x], "multinomial of \(shape)") { multinomialCrossEntropy($0[0], target) }
            checkGradients(of: [x, other], "normal divergence of \(shape)") {
                gaussianDivergence(mean: $0[0], logVariance: $0[1])
            }
            checkGradients(of: [probability], step: 2e-3, tolerance: 4e-3, "sparsity of \(shape)") {
                sparsityDivergence($0[0], rate: 0.05)
            }
        }
    }

    /// Huge logits, certain predictions and saturated units cost finite amounts.
    @Test func extremes() {
        let logits = Tensor([4], [500, -500, 80, -80])
        #expect(binaryCrossEntropy(logits: logits, Tensor([4], [1, 0, 1, 0])).scalar < 1e-6)
        #expect(abs(binaryCrossEntropy(logits: logits, Tensor([4], [0, 1, 0, 1])).scalar - 290) < 1e-3)
        #expect(binaryCrossEntropy(Tensor([2], [0, 1]), Tensor([2], [1, 0])).scalar == 100)
        #expect(sparsityDivergence(Tensor([2], [0, 1]), rate: 0.05).scalars.allSatisfy { $0.isFinite })
        #expect(binaryCrossEntropy(Tensor([1], [.nan]), Tensor([1], [0])).scalar.isNaN)
        #expect(multinomialCrossEntropy(Tensor([1, 2], [1000, 0]), Tensor([1, 2], [1, 0])).scalar == 0)
    }
}
