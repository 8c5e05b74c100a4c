import Tensors
import TestSupport
import Testing

@Suite struct BatchNormalizationTests {
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

    @Test func normalizes() {
        var generator = SeededGenerator(seed: 2)
        let x = Tensor.normal([50, 4, 8, 8], using: &generator) * 3 + 100
        let (y, statistics) = batchNorm2d(x, weight: Tensor([4], repeating: 1), bias: .zeros([4]))
        #expect(statistics.mean.scalars.allSatisfy { abs($0 - 100) < 0.3 })
        #expect(statistics.variance.scalars.allSatisfy { abs($0 - 9) < 0.8 })
        let again = batchNorm2d(y, weight: Tensor([4], repeating: 1), bias: .zeros([4])).statistics
        #expect(again.mean.scalars.allSatisfy { abs($0) < 1e-4 })
        #expect(again.variance.scalars.allSatisfy { abs($0 - 1) < 1e-4 })
    }

    /// Far from 0 the mean's own rounding would show: against the formulas in double precision.
    @Test(arguments: [1, 3, 16]) func largeMeans(_ channels: Int) throws {
        var generator = SeededGenerator(seed: 7)
        let shape: Shape = [16, channels, 28, 28]
        let (x, dy) = (Tensor.normal(shape, using: &generator) + 100, Tensor.normal(shape, using: &generator))
        let parameters = [x, Tensor([channels], repeating: 1.5), Tensor([channels], repeating: 0.5)].map(Parameter.init)
        var result = (y: Tensor(0), mean: Tensor(0), variance: Tensor(0))
        let (_, gradients) = valueAndGradients {
            let (y, statistics) = batchNorm2d(
                parameters[0].value, weight: parameters[1].value, bias: parameters[2].value)
            result = (y.detached, statistics.mean, statistics.variance)
            return (y * dy).sum()
        }
        let (forX, forWeight) = (try #require(gradients[parameters[0]]), try #require(gradients[parameters[1]]))
        for channel in 0..<channels {
            let places = x.scalars.indices.filter { $0 / 784 % channels == channel }
            func values(_ tensor: Tensor) -> [Double] {
                let scalars = tensor.scalars
                return places.map { Double(scalars[$0]) }
            }
            let (x, dy, count) = (values(x), values(dy), Double(places.count))
            let mean = x.reduce(0, +) / count
            let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            let scale = 1 / (variance + Double(Float(1e-5))).squareRoot()
            let normal = x.map { ($0 - mean) * scale }
            let (slope, sum) = (zip(normal, dy).reduce(0) { $0 + $1.0 * $1.1 }, dy.reduce(0, +))
            #expect(result.mean.scalars[channel] == Float(mean))
            #expect(abs(Double(result.variance.scalars[channel]) - variance) < 4e-7 * variance)
            #expect(zip(values(result.y), normal).allSatisfy { abs($0 - (1.5 * $1 + 0.5)) < 1e-6 * max(1, abs($1)) })
            #expect(abs(Double(forWeight.scalars[channel]) - slope) < 2e-6 * count.squareRoot())
            let expected = zip(normal, dy).map { 1.5 * scale * ($1 - (sum + $0 * slope) / count) }
            #expect(zip(values(forX), expected).allSatisfy { abs($0 - $1) < 1e-6 * max(1, abs($1)) })
        }
    }

    @Test func aConstantChannelHasNoSlope() {
        var generator = SeededGenerator(seed: 7)
        let dy = Tensor.normal([16, 2, 28, 28], using: &generator)
        let parameters = [Tensor([2], repeating: 1), Tensor.zeros([2])].map(Parameter.init)
        let (_, gradients) = valueAndGradients {
            let x = Tensor(dy.shape, repeating: 0.3)
            return (batchNorm2d(x, weight: parameters[0].value, bias: parameters[1].value).y * dy).sum()
        }
        #expect(gradients[parameters[0]]?.scalars == [0, 0])
    }

    /// Statistics start from every eighth image: here these are far from all the others.
    @Test(arguments: [1, 8, 20])
    func imagesThatDiffer(_ channels: Int) {
        var generator = SeededGenerator(seed: 22)
        let images = Tensor.normal([19, channels, 5, 3], using: &generator)
        let shifts = Tensor([19, 1, 1, 1], (0..<19).map { $0 % 8 == 0 ? 1_000 : 0 })
        let x = images + shifts
        let ones = Tensor([channels], repeating: 1)
        let statistics = batchNorm2d(x, weight: ones, bias: .zeros([channels])).statistics
        let scalars = x.scalars
        for channel in 0..<channels {
            let own = scalars.indices.filter { $0 / 15 % channels == channel }.map { Double(scalars[$0]) }
            let mean = own.reduce(0, +) / Double(own.count)
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
            #expect(abs(Double(statistics.mean.scalars[channel]) / mean - 1) < 1e-6)
            #expect(abs(Double(statistics.variance.scalars[channel]) / variance - 1) < 1e-6)
        }
    }
}
