import Tensors
import Testing

@Suite struct StoragePoolTests {
    /// Sizes in an order that makes the pool look for bins before, between and behind those it has.
    private let sizes = (0..<200).map { 31_000 + 61 * (($0 * 17) % 40) }

    @Test func tensorsInUseAreApart() {
        for round in 0..<3 {
            let tensors = sizes.indices.map { Tensor([sizes[$0]], repeating: Float($0 + round)) }
            for (place, tensor) in tensors.enumerated() {
                #expect(tensor.scalars.allSatisfy { $0 == Float(place + round) })
            }
        }
    }

    @Test func unusedMemoryIsTakenAgain() {
        func work() { _ = sizes.map { Tensor([$0], repeating: 1) } }
        work()
        let before = StoragePool.allocationCount
        for _ in 0..<20 { work() }
        // Other tests allocate meanwhile, but not twenty times as much as this one.
        #expect(StoragePool.allocationCount - before < 20 * sizes.count / 2)
    }

    /// A step of operations of every kind takes no memory from the system after the first one.
    @Test func stepsTakeNothingAfterTheFirst() async {
        await #expect(processExitsWith: .success) {
            var g = SeededGenerator(seed: 1)
            let (x, table) = (Parameter(.normal([64, 1, 12, 12], using: &g)), Parameter(.normal([31, 8], using: &g)))
            let weight = Parameter(.normal([16, 36], using: &g) * 0.1)
            let labels = (0..<64).map { $0 % 8 }
            func step() {
                _ = valueAndGradients {
                    let pooled = maxPool2d(x.value, kernel: 2).flatten()
                    let head = layerNorm(
                        linear(pooled, weight: weight.value, bias: .zeros([16])), weight: .zeros([16]) + 1,
                        bias: .zeros([16]))
                    let (mean, scale) = (head.columns(0..<8), softplus(head.columns(8..<16)))
                    let places = nearestRows(mean.detached, in: table.value.detached)
                    let chosen = mean + embedding(table.value, places) * scale.mean(axis: 1, keepDims: true)
                    let parts = stack(chosen.chunk(2, axis: 1), axis: 1).transpose([0, 2, 1]).reshape([64, 8])
                    let best = gelu(parts).topK(3).max(axes: [0], keepDims: true)
                    return crossEntropy(parts * best, labels: labels) + parts.logSumExp(axis: 1).variance()
                        + huberLoss(parts.softmax(axis: 0), chosen.take(labels)) + avgPool2d(x.value, kernel: 3).mean()
                }
            }
            for _ in 0..<2 { step() }
            let before = StoragePool.allocationCount
            for _ in 0..<20 { step() }
            precondition(StoragePool.allocationCount == before, "\(StoragePool.allocationCount - before) allocations")
        }
    }
}
