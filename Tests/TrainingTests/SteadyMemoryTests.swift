import Datasets
import Networks
import Tensors
import Testing
import Training

/// Whatever is trained, a step takes no memory for tensors once the first epochs have passed.
@Suite struct SteadyMemoryTests {
    /// A model of some parts whose step is a closure.
    private final class Free: Trainable {
        let parts: [Any]
        private let groups: ((TrainingPlan) -> [ParameterGroup])?
        private let step: (Batch, inout Step) -> Loss

        init(
            _ parts: Any..., groups: ((TrainingPlan) -> [ParameterGroup])? = nil,
            step: @escaping (Batch, inout Step) -> Loss
        ) {
            (self.parts, self.groups, self.step) = (parts, groups, step)
        }

        func loss(_ batch: Batch, _ step: inout Step) -> Loss { self.step(batch, &step) }
        func trainingStep(_ batch: Batch, _ step: inout Step) -> Loss {
            groups == nil ? step.minimize { self.step(batch, &$0) } : self.step(batch, &step)
        }
        func optimizers(_ plan: TrainingPlan) -> [ParameterGroup] {
            groups?(plan) ?? [ParameterGroup("model", of: parts, by: plan.makeOptimizer())]
        }
    }

    /// Pictures of 8 × 8 in four classes, in batches of which the last is shorter; then five epochs.
    private static func check(_ model: Free, _ plan: TrainingPlan = TrainingPlan(samples: 90, epochs: 5, batchSize: 40))
    {
        var g = SeededGenerator(seed: 2)
        let pixels = (0..<90 * 64).map { _ in UInt8(truncatingIfNeeded: g.next()) }
        let samples = Samples(height: 8, width: 8, pixels: pixels, labels: (0..<90).map { $0 % 4 })
        var counts: [Int] = []
        _ = try! Trainer(plan, name: "free").fit(model, to: samples) { _ in counts.append(StoragePool.allocationCount) }
        precondition(counts.count == 5 && counts[4] == counts[1], "allocations by epoch: \(counts)")
    }

    @Test func classifier() async {
        await #expect(processExitsWith: .success) {
            var g = SeededGenerator(seed: 1)
            let net = Sequential(
                Linear(64, 16, using: &g), BatchNorm1d(16), GELU(), Dropout(0.3), LayerNorm(16),
                Linear(16, 4, using: &g))
            Self.check(Free(net) { batch, _ in Loss(crossEntropy(net(batch.images), labels: batch.labels)) })
        }
    }

    @Test func variationalOnes() async {
        await #expect(processExitsWith: .success) {
            var g = SeededGenerator(seed: 1)
            let (encoder, decoder) = (Linear(68, 8, using: &g), Linear(8, 64, using: &g))
            Self.check(
                Free(encoder, decoder) { batch, step in
                    let kind = oneHot(batch.labels, classes: 4)
                    let halves = encoder(concatenate([batch.images, kind], axis: 1)).chunk(2, axis: 1)
                    let code = GaussianCode(mean: halves[0], logVariance: halves[1])
                    let z = code.sample(Tensor.normal(code.mean.shape, using: &step.generator))
                    let error = binaryCrossEntropy(
                        logits: decoder(concatenate([z, kind], axis: 1)), batch.images, reduction: .sum)
                    let divergence = gaussianDivergence(mean: code.mean, logVariance: code.logVariance).mean(axis: 0)
                    return Loss("error", error) + step.share * Loss("KL", (relu(divergence - 0.1) + 0.1).sum())
                })
        }
    }

    @Test(arguments: [true, false])
    func quantizedOnes(byGradient: Bool) async {
        // An exit test captures nothing.
        if byGradient {
            await #expect(processExitsWith: .success) { Self.checkQuantizer(byGradient: true) }
        } else {
            await #expect(processExitsWith: .success) { Self.checkQuantizer(byGradient: false) }
        }
    }

    private static func checkQuantizer(byGradient: Bool) {
        var g = SeededGenerator(seed: 1)
        let encoder = Sequential(Reshape(1, 8, 8), Conv2d(1, 6, kernel: 2, stride: 2, using: &g))
        let decoder = Sequential(ConvTranspose2d(6, 1, kernel: 2, stride: 2, using: &g), Flatten())
        let quantizer = VectorQuantizer(codes: 12, channels: 6, using: &g)
        let follower = EMAVectorQuantizer(codes: 12, channels: 6, decay: 0.5, restartsBelow: 0.5, using: &g)
        check(
            Free(encoder, decoder, byGradient ? quantizer as Any : follower as Any) { batch, _ in
                let output = byGradient ? quantizer(encoder(batch.images)) : follower(encoder(batch.images))
                let error = meanSquaredError(decoder(output.passed), batch.images) + 0.25 * output.commitmentLoss
                return Loss(byGradient ? error + output.codebookLoss : error)
            })
    }

    @Test func adversaries() async {
        await #expect(processExitsWith: .success) {
            var g = SeededGenerator(seed: 1)
            let (encoder, decoder, critic) = (
                Linear(64, 4, using: &g), Linear(4, 64, using: &g), Linear(4, 1, using: &g)
            )
            Self.check(
                Free(encoder, decoder, critic) { plan in
                    [
                        .init("copy", of: encoder, decoder, by: plan.makeOptimizer()),
                        .init("critic", of: critic, by: RMSprop()), .init("encoder", of: encoder, by: AdamW()),
                    ]
                } step: { batch, step in
                    let ones = Tensor([batch.count, 1], repeating: 1)
                    let copied = step.minimize("copy") { _ in
                        Loss(meanSquaredError(decoder(encoder(batch.images)), batch.images))
                    }
                    _ = step.minimize("critic") { step in
                        let prior = critic(Tensor.normal([batch.count, 4], using: &step.generator))
                        let codes = critic(encoder(batch.images).detached)
                        return Loss(
                            binaryCrossEntropy(logits: prior, ones)
                                + binaryCrossEntropy(logits: codes, .zeros(ones.shape)))
                    }
                    _ = step.minimize("encoder") { _ in
                        Loss(binaryCrossEntropy(logits: critic(encoder(batch.images)), ones))
                    }
                    return copied
                })
        }
    }

    @Test func tastesAndTables() async {
        await #expect(processExitsWith: .success) {
            var g = SeededGenerator(seed: 1)
            let (first, second) = (Linear(64, 8, using: &g), Linear(8, 64, using: &g))
            let plan = TrainingPlan(
                samples: 90, epochs: 5, batchSize: 40, optimizer: .sgd(momentum: 0.9, nesterov: true),
                schedule: .linear(from: 0.1, to: 1, over: .epochs(2)).then(.cosine()), clipNorm: 0.01)
            Self.check(
                Free(first, second) { batch, _ in
                    Loss(multinomialCrossEntropy(second(tanh(first(batch.features))), batch.features))
                }, plan)
        }
    }

    @Test func pooledAndTiedOnes() async {
        await #expect(processExitsWith: .success) {
            var g = SeededGenerator(seed: 1)
            let first = Linear(16, 8, using: &g)
            let encoder = Sequential(
                Reshape(1, 8, 8), Conv2d(1, 2, kernel: 3, padding: 1, using: &g), ReLU(), MaxPool2d(2), BatchNorm2d(2),
                Conv2d(2, 1, kernel: 3, padding: 1, using: &g), Flatten(), first)
            let decoder = Sequential(
                Reshape(1, 4, 4), Upsample(scale: 2), Conv2d(1, 1, kernel: 3, padding: 1, using: &g), Sigmoid(),
                Flatten())
            Self.check(
                Free(encoder, decoder) { batch, _ in
                    let copy = decoder(relu(matmul(encoder(batch.images), first.weight.value)))
                    return Loss(binaryCrossEntropy(copy, batch.images))
                })
        }
    }
}
