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
}
