import Synchronization
import Tensors
import Testing
import Training

@Suite struct WorkStealingPoolTests {
    private struct Broken: Error {}

    @Test(arguments: [1, 2, 4, 9])
    func resultsComeInOrder(cores: Int) throws {
        #expect(try WorkStealingPool(cores: cores).run(20) { $0 * $0 } == (0..<20).map { $0 * $0 })
        #expect(try WorkStealingPool(cores: cores).run(0) { $0 }.isEmpty)
    }

    @Test func theErrorIsThrownAndTheOthersAreDone() {
        let begun = Mutex(0)
        #expect(throws: Broken.self) {
            try WorkStealingPool(cores: 1).run(10) { index in
                begun.withLock { $0 += 1 }
                if index == 3 { throw Broken() }
            }
        }
        #expect(begun.withLock { $0 } == 10)
    }

    @Test func allErrorsAreSaid() {
        #expect(throws: TrainingError.several(["b has no images to train on", "d has no images to train on"])) {
            try WorkStealingPool(cores: 2).run(5) { index in
                if index % 2 == 1 { throw TrainingError.noImages(name: ["a", "b", "c", "d", "e"][index]) }
            }
        }
        #expect("\(TrainingError.several(["one", "two"]))" == "one\ntwo")
        // What is said twice is one failure.
        #expect(throws: Broken.self) { try WorkStealingPool(cores: 2).run(5) { _ in throw Broken() } }
    }

    @Test func piecesStartInTheGivenOrder() throws {
        let begun = Mutex<[Int]>([])
        let results = try WorkStealingPool(cores: 1).run(4, startingIn: [2, 0, 3, 1]) { index in
            begun.withLock { $0.append(index) }
            return index
        }
        #expect(begun.withLock { $0 } == [2, 0, 3, 1])
        #expect(results == [0, 1, 2, 3])
    }

    /// Every round of every loop once, with fewer and with more cores than pieces.
    @Test(arguments: [(1, 3), (2, 1), (4, 1), (4, 3), (3, 8)])
    func loopsAreShared(cores: Int, pieces: Int) throws {
        let sums = try WorkStealingPool(cores: cores).run(pieces) { piece in
            (0..<300).reduce(0) { total, round in
                let rounds = Mutex([Int](repeating: 0, count: 7))
                share(7) { index in rounds.withLock { $0[index] += index + 1 } }
                return total + rounds.withLock { $0.reduce(0, +) } * (piece + 1) + round
            }
        }
        #expect(sums == (0..<pieces).map { 300 * 28 * ($0 + 1) + 300 * 299 / 2 })
    }

    private func share(_ count: Int, _ body: (Int) -> Void) {
        if let pool = SharedLoops.pool { pool.share(count, body) } else { (0..<count).forEach(body) }
    }
}
