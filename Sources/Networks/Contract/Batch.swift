/// What one step sees of the data.
public struct Batch: Sendable {
    /// `[batch, …]`: gray pictures as `[batch, height · width]` with levels in [0, 1], other data in their own shape.
    public let features: Tensor
    private let classes: [Int]
    private let numbers: Tensor?

    /// - Parameters:
    ///   - labels: `[batch]`, class numbers from 0; empty where the data have none.
    ///   - targets: `[batch, …]`, numbers to predict; nil where the data have none.
    public init(features: Tensor, labels: [Int] = [], targets: Tensor? = nil) {
        self.features = features
        classes = labels
        numbers = targets
    }

    /// The number of samples.
    public var count: Int { features.shape[0] }

    /// The features, of data that are pictures.
    public var images: Tensor { features }

    public var hasLabels: Bool { classes.count == count }

    /// `[batch]`: the samples' classes, from 0.
    /// - Precondition: the data have labels.
    public var labels: [Int] {
        guard hasLabels else { fatalError("the data have no labels; give the data set `labels:`, or do without them") }
        return classes
    }

    /// `[batch, …]`: the numbers to predict.
    /// - Precondition: the data have targets.
    public var targets: Tensor {
        guard let numbers else {
            fatalError("the data have no targets; give the data set `targets:`, or do without them")
        }
        return numbers
    }
}

/// Samples that a model is judged by, batch by batch.
public struct EvaluationData {
    /// The number of samples.
    public let count: Int
    private let batch: (Range<Int>) -> Batch

    public init(count: Int, batch: @escaping (Range<Int>) -> Batch) {
        self.count = count
        self.batch = batch
    }

    /// All samples in their order, at most `size` at a time.
    public func batches(of size: Int = 1_000) -> some Sequence<Batch> {
        stride(from: 0, to: count, by: size).lazy.map { batch($0..<Swift.min($0 + size, count)) }
    }

    /// The mean over all samples of a number that `body` gives as a mean over a batch's samples.
    public func mean(_ body: (Batch) throws -> Double) rethrows -> Double {
        guard count > 0 else { return .nan }
        var total = 0.0
        for batch in batches() { total += try body(batch) * Double(batch.count) }
        return total / Double(count)
    }
}

/// A named number that says how good a trained model is.
public struct Measure: Codable, Equatable, Sendable {
    /// Such as `accuracy`.
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }
}
