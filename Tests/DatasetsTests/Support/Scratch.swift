import Datasets
import Foundation
import Tensors

/// A folder of its own for a test; it goes with the value.
final class Scratch: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("aebook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The names of what lies in the folder or in one below, sorted.
    func names(in path: String = "") -> [String] {
        let place = folder.appendingPathComponent(path).path
        return ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
    }
}

/// Small data sets, written as files.
enum SmallData {
    static let names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]

    static func samples(_ count: Int, height: Int = 5, width: Int = 4, seed: UInt64 = 1) -> Samples {
        var generator = SeededGenerator(seed: seed)
        let pixels = (0..<count * height * width).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return Samples(height: height, width: width, pixels: pixels, labels: (0..<count).map { UInt8($0 % 10) })
    }

    /// Writes four files; `suffix` follows the names, such as `-ubyte.gz`.
    static func write(_ training: Samples, _ test: Samples, to folder: URL, suffix: String = "-ubyte") throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (samples, first) in [(training, 0), (test, 2)] {
            let images = IDXFile(dimensions: [samples.count, samples.height, samples.width], bytes: samples.pixels)
            let labels = IDXFile(dimensions: [samples.count], bytes: samples.labels.map { UInt8($0) })
            try images.write(to: folder.appendingPathComponent(names[first] + suffix))
            try labels.write(to: folder.appendingPathComponent(names[first + 1] + suffix))
        }
    }

    /// Twelve training and seven test images.
    static func write(to folder: URL, suffix: String = "-ubyte") throws {
        try write(samples(12), samples(7, seed: 2), to: folder, suffix: suffix)
    }
}
