import Foundation
import Manuscript
import Transcript

/// A training as `aebook list --json` and `output/experiments.json` tell it.
public struct ExperimentEntry: Codable, Equatable, Sendable {
    public let name: String
    public let chapter: String
    public let parameters: Int
    public let epochs: Int
    public let batch: Int
    public let seed: UInt64
    public let data: String
    /// Mean loss over the last epoch's batches, and mean squared error on the test images; nil where a training
    /// has left the numbers.
    public let finalLoss: Double?
    public let testMSE: Double?
    /// What the model says of the test samples, by name; those that are numbers.
    public let measures: [String: Double]
    /// The epoch of which the model is.
    public let bestEpoch: Int
    public let seconds: Double
    public let threads: Int
    public let cached: Bool
    public let key: String

    package enum CodingKeys: String, CodingKey {
        case name, chapter, parameters, epochs, batch, seed, data, measures, seconds, threads, cached, key
        case finalLoss = "final_loss"
        case testMSE = "test_mse"
        case bestEpoch = "best_epoch"
    }

    public init(_ training: TrainingSummary, chapter: String) {
        name = training.name
        self.chapter = chapter
        parameters = training.parameters
        epochs = training.epochs
        batch = training.batch
        seed = training.seed
        data = training.data
        finalLoss = training.finalLoss.isFinite ? training.finalLoss : nil
        testMSE = training.testMSE.flatMap { $0.isFinite ? $0 : nil }
        let finite = training.measures.filter(\.value.isFinite).map { ($0.name, $0.value) }
        measures = Dictionary(finite, uniquingKeysWith: { first, _ in first })
        bestEpoch = training.bestEpoch
        seconds = training.seconds
        threads = training.threads
        cached = training.cached
        key = training.key
    }

    public func encode(to encoder: Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(chapter, forKey: .chapter)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(epochs, forKey: .epochs)
        try container.encode(batch, forKey: .batch)
        try container.encode(seed, forKey: .seed)
        try container.encode(data, forKey: .data)
        // A key is always there, as null where there is no number.
        try container.encode(finalLoss, forKey: .finalLoss)
        try container.encode(testMSE, forKey: .testMSE)
        try container.encode(measures, forKey: .measures)
        try container.encode(bestEpoch, forKey: .bestEpoch)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(threads, forKey: .threads)
        try container.encode(cached, forKey: .cached)
        try container.encode(key, forKey: .key)
    }

    /// Their file in the output folder.
    package static let file = OwnPage.experiments

    /// Whether a file holds nothing but such records.
    package static func areRecords(_ data: Data) -> Bool {
        (try? JSONDecoder().decode([ExperimentEntry].self, from: data)) != nil
    }

    /// Experiments as a JSON array, one object each, with a line feed at the end.
    public static func json(_ experiments: [ExperimentEntry]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(experiments) + Data("\n".utf8)
    }
}
