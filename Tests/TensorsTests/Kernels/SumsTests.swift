import Tensors
import Testing

@Suite struct SumsTests {
    /// Numbers beyond the last element of a storage, whatever stands there, do not count.
    @Test(arguments: [0, 1, 15, 16, 17, 63, 2047, 2048, 2049, 100_003])
    func sumsOfAllElements(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        // Leaves ones in the pool's buffers.
        for length in [count, count + 5] { _ = Tensor([length], repeating: 1) }
        let x = Tensor.uniform([count], from: -1, to: 2, using: &generator)
        let expected = x.scalars.reduce(0.0) { $0 + Double($1) }
        #expect(abs(Double(x.sum().scalar) - expected) <= 2e-6 * Double(count + 1).squareRoot() + 1e-6 * abs(expected))
    }

    @Test func largeSumsStayExact() {
        let x = Tensor([10_000_000], repeating: 0.1)
        #expect(abs(x.mean().scalar - 0.1) < 1e-7)
    }

    @Test func rows() {
        let x = Tensor([3, 2], [1, 2, 3, 4, 5, 6])
        #expect(x.sum(axis: 0).scalars == [9, 12])
        #expect(Tensor([2], [7, 8]).broadcast(to: [2, 2]).scalars == [7, 8, 7, 8])
    }
}
