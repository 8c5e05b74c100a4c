import Dispatch
import Foundation
import Tensors

/// Digits like handwritten ones, drawn from the ways in which people move the pen: the data of a book that is built
/// where MNIST cannot be had.
///
/// Every image has a random stream of its own, so the same seed gives the same bytes on any number of cores.
public struct DrawnDigits: Equatable, Sendable {
    /// What the data set is called.
    public static let name = "drawn digits"

    public let trainingCount: Int
    public let testCount: Int
    public let seed: UInt64

    public init(trainingCount: Int = 5_000, testCount: Int = 10_000, seed: UInt64 = 28) {
        guard trainingCount > 0, testCount > 0 else {
            fatalError("\(trainingCount) training and \(testCount) test images are too few")
        }
        self.trainingCount = trainingCount
        self.testCount = testCount
        self.seed = seed
    }

    /// Draws all images: 28×28 pixels, labels 0 to 9 in random order.
    public func dataset() -> Dataset {
        let generator = SeededGenerator(seed: seed)
        return Dataset(
            name: Self.name, training: Self.draw(trainingCount, generator.stream("training")),
            test: Self.draw(testCount, generator.stream("test")))
    }

    private static func draw(_ count: Int, _ generator: SeededGenerator) -> Samples {
        let labels = randomLabels(count, generator.stream("labels"))
        let size = InkField.side * InkField.side
        let pixels = [UInt8](unsafeUninitializedCapacity: count * size) { buffer, initialized in
            nonisolated(unsafe) let images = buffer
            DispatchQueue.concurrentPerform(iterations: count) { index in
                let image = DigitWriter.pixels(of: Int(labels[index]), generator.stream("image \(index)"))
                _ = images[(index * size)..<((index + 1) * size)].update(from: image)
            }
            initialized = count * size
        }
        return Samples(height: InkField.side, width: InkField.side, pixels: pixels, labels: labels)
    }

    /// Each digit about as often as any other: they take turns, a few are left to chance, and all are shuffled.
    private static func randomLabels(_ count: Int, _ generator: SeededGenerator) -> [UInt8] {
        var generator = generator
        let labels = (0..<count).map { index -> UInt8 in
            let isChance = generator.uniform() < 0.2
            return isChance ? UInt8(generator.uniform() * 10) : UInt8(index % 10)
        }
        return generator.permutation(count).map { labels[$0] }
    }
}

extension DrawnDigits {
    /// A file with the digest of the data set beside which it was written. It tells drawn digits by name from any
    /// other folder, and only while they are unchanged.
    private static let markName = "drawn-digits.sha256"

    static func markFile(in folder: URL) -> URL { folder.appendingPathComponent(markName) }

    static func mark(in folder: URL) -> String? { try? String(contentsOf: markFile(in: folder), encoding: .utf8) }

    /// Draws all images and writes them as the four IDX files of a data set into a folder that exists.
    public func write(to folder: URL) throws {
        let drawn = dataset()
        let parts = [(drawn.training, 0), (drawn.test, 2)]
        for (samples, first) in parts {
            let images = IDXFile(dimensions: [samples.count, samples.height, samples.width], bytes: samples.pixels)
            let labels = IDXFile(dimensions: [samples.count], bytes: samples.labels.map { UInt8($0) })
            try images.write(to: folder.appendingPathComponent(DatasetFolder.names[first]))
            try labels.write(to: folder.appendingPathComponent(DatasetFolder.names[first + 1]))
        }
        let mark = Self.markFile(in: folder)
        try Staging.writing(mark) { try drawn.digest.write(to: mark, atomically: false, encoding: .utf8) }
    }
}
