import Tensors
import TestSupport
import Testing

@Suite struct BatchNormalisationTests {
    @Test(arguments: try Fixture.names(of: "batch_norm2d"))
    func likePyTorch(_ name: String) throws {
        let torch = try FixtureCase(name)
        let fixture = torch.fixture
        let isTraining = fixture.config["training"] == .flag(true)
        let epsilon = try #require(fixture.config["eps"]?.float)
        func running(_ name: String) throws -> Tensor { Tensor(try #require(fixture.buffers[name])) }
        let (mean, variance) = (try running("running_mean"), try running("running_var"))
        var statistics: ChannelStatistics?
        torch.check {
            let (x, weight, bias) = (torch.value("x"), torch.value("weight"), torch.value("bias"))
            let y: Tensor
            if isTraining {
                let result = batchNorm2d(x, weight: weight, bias: bias, epsilon: epsilon)
                (y, statistics) = (result.y, result.statistics)
            } else {
                y = batchNorm2d(x, weight: weight, bias: bias, mean: mean, variance: variance, epsilon: epsilon)
            }
            return (["y": y], meanSquaredError(y, torch.value("target")))
        }
        if isTraining {
            let momentum = try #require(fixture.config["momentum"]?.float)
            let batch = try #require(statistics)
            let nextMean = mean * (1 - momentum) + batch.mean * momentum
            let nextVariance = variance * (1 - momentum) + batch.unbiasedVariance * momentum
            let after = fixture.buffersAfterOne.mapValues(\.data)
            #expect(mismatch(nextMean.scalars, after["running_mean"] ?? []) == nil)
            #expect(mismatch(nextVariance.scalars, after["running_var"] ?? []) == nil)
        }
    }

    /// Behind a convolution, in blocks of channels and in row-major order.
    @Test(arguments: [1, 3, 8, 16, 32])
    func gradients(_ channels: Int) {
        var generator = SeededGenerator(seed: UInt64(channels))
        for _ in 0..<4 {
            let x = Tensor.normal([3, 2, 6, 5], using: &generator)
            let kernel = Tensor.normal([channels, 2, 3, 3], using: &generator) * 0.4
            let (weight, bias) = (
                Tensor.normal([channels], using: &generator), Tensor.normal([channels], using: &generator)
            )
            let mean = Tensor.normal([channels], using: &generator)
            let variance = Tensor.uniform([channels], from: 0.5, to: 2, using: &generator)
            checkGradients(of: [x, kernel, weight, bias], "training, \(channels) channels") {
                let y = conv2d($0[0], weight: $0[1], bias: .zeros([channels]), stride: 1, padding: 1)
                return batchNorm2d(y, weight: $0[2], bias: $0[3]).y
            }
            checkGradients(of: [x, kernel, weight, bias], "evaluation, \(channels) channels") {
                let y = conv2d($0[0], weight: $0[1], bias: .zeros([channels]), stride: 1, padding: 1)
                return batchNorm2d(y, weight: $0[2], bias: $0[3], mean: mean, variance: variance)
            }
        }
    }

    @Test func normalises() {
        var generator = SeededGenerator(seed: 2)
        let x = Tensor.normal([50, 4, 8, 8], using: &generator) * 3 + 100
        let (y, statistics) = batchNorm2d(x, weight: Tensor([4], repeating: 1), bias: .zeros([4]))
        #expect(statistics.mean.scalars.allSatisfy { abs($0 - 100) < 0.3 })
        #expect(statistics.variance.scalars.allSatisfy { abs($0 - 9) < 0.8 })
        let again = batchNorm2d(y, weight: Tensor([4], repeating: 1), bias: .zeros([4])).statistics
        #expect(again.mean.scalars.allSatisfy { abs($0) < 1e-4 })
        #expect(again.variance.scalars.allSatisfy { abs($0 - 1) < 1e-4 })
    }
}
