import Foundation

/// A book in a folder of its own, with data so small that a training takes no time.
struct SmallBook {
    let folder: URL
    let data: URL

    init(_ chapters: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("aebook-\(UUID().uuidString)", isDirectory: true)
        data = folder.appendingPathComponent("data", isDirectory: true)
        for place in [folder.appendingPathComponent("chapters"), data] {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        }
        try Data("title: A small book\n".utf8).write(to: folder.appendingPathComponent("chapters/book.yml"))
        for (name, text) in chapters { try write(text, to: name) }
        try Self.writeDigits(count: 300, "train", in: data)
        try Self.writeDigits(count: 100, "t10k", in: data)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent("chapters/\(name).md"))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The flags and variables that keep a test away from the network and from the user's own cache.
    var environment: [String: String] { ["AEBOOK_DATA": data.path, "XDG_CACHE_HOME": folder.path] }

    /// IDX files after the format of MNIST: a bright bar in each picture, at a place that depends on its digit.
    private static func writeDigits(count: Int, _ name: String, in folder: URL) throws {
        let labels = (0..<count).map { UInt8($0 % 10) }
        var pixels: [UInt8] = []
        for (index, label) in labels.enumerated() {
            var picture = [UInt8](repeating: 0, count: 784)
            for row in 4..<24 { picture[row * 28 + 3 + 2 * Int(label) + index / 10 % 2] = 255 }
            pixels += picture
        }
        try Data(header(2051, count, 28, 28) + pixels).write(
            to: folder.appendingPathComponent("\(name)-images-idx3-ubyte"))
        try Data(header(2049, count) + labels).write(to: folder.appendingPathComponent("\(name)-labels-idx1-ubyte"))
    }

    private static func header(_ numbers: Int...) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: UInt32(number).bigEndian, Array.init) }
    }

    /// A chapter that trains one network for some epochs.
    static func training(latent: Int = 2, epochs: Int = 12) -> String {
        """
        # A training

        ```swift run
        let digits = try openDigits()
        let plan = TrainingPlan(images: 256, epochs: \(epochs), batchSize: 64, learningRate: 1e-3, seed: 1)
        let done = try train([
            Experiment("tiny", plan) { VanillaAutoencoder(latent: \(latent), using: &$0) }
        ], on: digits)
        ```

        It ends at `{swift} done["tiny"].finalLoss`.
        """
    }
}
