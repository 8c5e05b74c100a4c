import Datasets
import Foundation
import Testing

struct DrawnDigitsTests {
    /// Drawn once for all tests.
    private static let drawn = DrawnDigits().dataset()
    private let training = drawn.training
    private let test = drawn.test

    @Test func areAsManyAndAsLargeAsPromised() {
        #expect((training.count, training.height, training.width) == (5_000, 28, 28))
        #expect((test.count, test.height, test.width) == (10_000, 28, 28))
        #expect(Self.drawn.name == "drawn digits")
    }

    @Test func dependOnTheSeedAndOnNothingElse() {
        let few = DrawnDigits(trainingCount: 50, testCount: 20)
        #expect(few.dataset() == few.dataset())
        #expect(few.dataset().digest != DrawnDigits(trainingCount: 50, testCount: 20, seed: 29).dataset().digest)
        #expect(few.dataset().training.pixels != few.dataset().test.pixels)
    }

    /// A change of the drawing changes it; another machine must not.
    private static let digestOfFifteen = "aa453c2667b178cc0144995927ed081e404838a077a02073047b56ef943c623d"

    @Test func areTheSameEverywhere() {
        #expect(DrawnDigits(trainingCount: 10, testCount: 5).dataset().digest == Self.digestOfFifteen)
    }

    @Test func areAboutEquallyOftenAndInNoOrder() {
        for digit in UInt8(0)...9 {
            #expect((430...570).contains(training.filtered { $0 == digit }.count))
        }
        let repeats = zip(training.labels, training.labels.dropFirst()).filter { $0 == $1 }.count
        #expect((400...600).contains(repeats))
    }

    @Test func resembleMNISTInNumbers() {
        let statistics = Statistics(training)
        #expect(abs(statistics.meanPixel - 0.130) < 0.008, "\(statistics)")
        #expect(abs(statistics.inkedShare - 0.191) < 0.012, "\(statistics)")
        #expect(abs(statistics.errorOfMeanImage - 0.067) < 0.004, "\(statistics)")
    }

    @Test func standInTheMiddleWithAMargin() {
        for sample in 0..<500 {
            var (mass, x, y) = (0.0, 0.0, 0.0)
            var (rows, columns) = (Set<Int>(), Set<Int>())
            for (index, value) in training.pixels(of: sample).enumerated() where value > 0 {
                (mass, x, y) = (
                    mass + Double(value), x + Double(value) * Double(index % 28), y + Double(value) * Double(index / 28)
                )
                rows.insert(index / 28)
                columns.insert(index % 28)
            }
            #expect(abs(x / mass - 13.5) <= 0.51 && abs(y / mass - 13.5) <= 0.51)
            #expect(max(rows.count, columns.count) >= 19 && max(rows.count, columns.count) <= 22)
        }
    }

    @Test func canBeLearnedButNotTrivially() {
        let accuracy = NearestNeighbour(training).accuracy(on: test.prefix(2_000))
        #expect((0.90...0.99).contains(accuracy), "\(accuracy)")
    }
}
