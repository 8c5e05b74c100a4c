import Foundation
import TestSupport

/// A book in a folder of its own, with data so small that a training takes no time.
struct SmallBook {
    let folder: URL
    let data: URL

    /// One that is there.
    init(at folder: URL) {
        self.folder = folder
        data = folder.appendingPathComponent("data", isDirectory: true)
    }

    init(_ chapters: [String: String]) throws {
        self.init(
            at: FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
                .appendingPathComponent("aebook-\(UUID().uuidString)", isDirectory: true))
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("chapters"), withIntermediateDirectories: true)
        try Data("title: A small book\n".utf8).write(to: folder.appendingPathComponent("chapters/book.yml"))
        for (name, text) in chapters { try write(text, to: name) }
        try SmallDigits.write(to: data)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent("chapters/\(name).md"))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The flags and variables that keep a test away from the network and from the user's own cache.
    var environment: [String: String] { ["AEBOOK_DATA": data.path, "XDG_CACHE_HOME": folder.path] }

    /// The code of a model `Own` of a chapter's own, whose loss has a factor.
    static func ownModel(times factor: String) -> String {
        """
        final class Own: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            init(using g: inout SeededGenerator) {
                encoder = Sequential(Linear(784, 2, using: &g))
                decoder = Sequential(Linear(2, 784, using: &g), Sigmoid())
            }
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
                \(factor) * meanSquaredError(self(images).image, images)
            }
        }
        """
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
