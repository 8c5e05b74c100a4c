/// Samples of one shape: what is known of each, and where the data have it, its class or the numbers to predict.
///
/// A plain value that knows no tensors: whoever trains turns rows of it into batches.
public struct Samples: Equatable, Sendable {
    /// What is known of each sample: pictures, or arrays of numbers.
    public let features: SampleValues
    /// `[sample]`: the number of each sample's class, from 0; empty where the data have no classes.
    public let labels: [Int]
    /// The numbers to predict of each sample; nil where the data have none.
    public let targets: SampleValues?

    /// - Precondition: labels and targets, where there are any, are as many as the samples, and no label is negative.
    public init(features: SampleValues, labels: [Int] = [], targets: SampleValues? = nil) {
        guard labels.isEmpty || labels.count == features.count else {
            fatalError("\(features.count) samples cannot have \(labels.count) labels")
        }
        if let wrong = labels.first(where: { $0 < 0 }) { fatalError("\(wrong) is no class: classes count from 0") }
        if let targets, targets.count != features.count {
            fatalError("\(features.count) samples cannot have the targets of \(targets.count)")
        }
        if let targets, targets.isBytes { fatalError("targets of shape \(targets.shape) are bytes; give floats") }
        self.features = features
        self.labels = labels
        self.targets = targets
    }

    /// Gray pictures of one size.
    ///
    /// - Parameters:
    ///   - pixels: `[sample, row, column]`, 0 = background, 255 = full ink.
    ///   - labels: `[sample]`, or none at all.
    public init(height: Int, width: Int, pixels: [UInt8], labels: [some BinaryInteger]) {
        guard height > 0, width > 0, labels.isEmpty || pixels.count == labels.count * height * width else {
            fatalError("\(labels.count) samples of \(height)×\(width) pixels do not have \(pixels.count) bytes")
        }
        self.init(features: SampleValues(shape: [height, width], bytes: pixels), labels: labels.map { Int($0) })
    }

    /// Rows of numbers.
    ///
    /// - Parameters:
    ///   - rows: `[sample][number]`, all of one length.
    ///   - labels: `[sample]`, or none at all.
    ///   - targets: `[sample][number]`, all of one length.
    public init(rows: [[Float]], labels: [Int] = [], targets: [[Float]]? = nil) {
        self.init(features: SampleValues(rows: rows), labels: labels, targets: targets.map { SampleValues(rows: $0) })
    }

    /// Arrays of numbers: `features` is `[sample, …shape]`.
    public init(shape: [Int], features: [Float], labels: [Int] = [], targets: SampleValues? = nil) {
        self.init(features: SampleValues(shape: shape, floats: features), labels: labels, targets: targets)
    }

    /// The number of samples.
    public var count: Int { features.count }

    /// The shape of one sample's features, such as `[28, 28]` or `[4]`.
    public var sampleShape: [Int] { features.shape }

    /// The number of numbers, or of pixels, of one sample.
    public var sampleSize: Int { features.sampleSize }
}

extension Samples {
    /// Whether these are pictures, kept as bytes `[sample, row, column]` or `[sample, channel, row, column]`.
    public var arePictures: Bool { features.isBytes && (2...3).contains(sampleShape.count) }

    /// The size of every picture, in pixels.
    /// - Precondition: these are pictures.
    public var height: Int { pictureShape[pictureShape.count - 2] }

    /// The size of every picture, in pixels.
    /// - Precondition: these are pictures.
    public var width: Int { pictureShape[pictureShape.count - 1] }

    /// `[sample, row, column]`, 0 = background, 255 = full ink; in color, `[sample, channel, row, column]`.
    /// - Precondition: these are pictures.
    public var pixels: [UInt8] {
        guard case .bytes(let bytes) = features.storage else { fatalError("samples of \(sampleShape) are no pictures") }
        return bytes
    }

    /// The pixels of one sample, `[row, column]`; in color, `[channel, row, column]`.
    public func pixels(of sample: Int) -> ArraySlice<UInt8> { pixels[features.range(of: sample)] }

    private var pictureShape: [Int] {
        guard arePictures else { fatalError("samples of shape \(sampleShape) are no pictures") }
        return sampleShape
    }
}

extension Samples {
    /// The first `n` samples, or all of them where there are fewer.
    public func prefix(_ n: Int) -> Samples {
        Samples(features: features.prefix(n), labels: Array(labels.prefix(n)), targets: targets?.prefix(n))
    }

    /// The samples with these indices, in this order; an index may come more than once.
    public func subset(_ indices: some Sequence<Int>) -> Samples {
        let indices = Array(indices)
        return Samples(
            features: features.subset(indices), labels: labels.isEmpty ? [] : indices.map { labels[$0] },
            targets: targets?.subset(indices))
    }

    /// The samples whose label passes the test, in their order; none where the data have no labels.
    public func filtered(where isWanted: (_ label: Int) throws -> Bool) rethrows -> Samples {
        subset(try labels.indices.filter { try isWanted(labels[$0]) })
    }

    /// The samples of several parts of one data set, one after the other.
    static func joined(_ parts: [Samples]) -> Samples {
        let targets = parts.compactMap(\.targets)
        return Samples(
            features: .joined(parts.map(\.features)), labels: parts.flatMap(\.labels),
            targets: targets.isEmpty ? nil : .joined(targets))
    }
}
