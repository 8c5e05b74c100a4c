import Tensors
import Testing

@Suite struct SeededGeneratorTests {
    /// The outputs that the authors' C code prints for the seed 1234567.
    @Test func knownOutputs() {
        var generator = SeededGenerator(seed: 1_234_567)
        let outputs = (0..<5).map { _ in generator.next() }
        #expect(
            outputs == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func uniformInItsRange() {
        var generator = SeededGenerator(seed: 1)
        let draws = (0..<100_000).map { _ in generator.uniform(-2, 3) }
        #expect(draws.allSatisfy { (-2..<3).contains($0) })
        let mean = draws.reduce(0.0) { $0 + Double($1) } / 100_000
        #expect(abs(mean - 0.5) < 0.02)
        #expect(draws.min()! < -1.99 && draws.max()! > 2.99)
    }

    @Test func streamsDifferAndRepeat() {
        let generator = SeededGenerator(seed: 7)
        var (noise, again, shuffle) = (
            generator.stream("noise"), generator.stream("noise"), generator.stream("shuffle")
        )
        let first = (0..<8).map { _ in noise.next() }
        #expect(first == (0..<8).map { _ in again.next() })
        #expect(first != (0..<8).map { _ in shuffle.next() })
        var other = SeededGenerator(seed: 8).stream("noise")
        #expect(first != (0..<8).map { _ in other.next() })
    }

    @Test func permutationsHoldEveryNumberOnce() {
        var generator = SeededGenerator(seed: 9)
        let order = generator.permutation(500)
        #expect(order.sorted() == Array(0..<500))
        #expect(order != Array(0..<500))
        #expect(generator.permutation(500) != order)
        #expect(generator.permutation(0).isEmpty)
    }

    /// Mean 0, variance 1, skewness 0, kurtosis 3, and as much in the tails as the normal distribution has.
    @Test func normalMoments() {
        var generator = SeededGenerator(seed: 10)
        let count = 1_000_003
        let draws = Tensor.normal([count], using: &generator).scalars.map(Double.init)
        func moment(_ power: Int) -> Double {
            draws.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } } / Double(count)
        }
        #expect(abs(moment(1)) < 5e-3)
        #expect(abs(moment(2) - 1) < 7e-3)
        #expect(abs(moment(3)) < 2e-2)
        #expect(abs(moment(4) - 3) < 6e-2)
        let beyondTwo = Double(draws.count { abs($0) > 2 }) / Double(count)
        #expect(abs(beyondTwo - 0.0455) < 1e-3)
        // Neighbors, and the two of a pair, which stand sixteen places apart, are independent.
        for distance in [1, 16] {
            let products = zip(draws, draws.dropFirst(distance)).reduce(0.0) { $0 + $1.0 * $1.1 }
            #expect(abs(products / Double(count)) < 5e-3)
        }
    }
}
