import Datasets
import Networks
import Tensors

extension Samples {
    /// All features, as ``images(at:)`` gives them.
    public var images: Tensor { images(at: 0..<count) }

    /// The features of the samples at these places: of gray pictures `[indices.count, height · width]`, of other data
    /// `[indices.count] + sampleShape`; those of pictures are levels in [0, 1].
    public func images(at indices: some RandomAccessCollection<Int>) -> Tensor { features.tensor(at: indices) }

    /// What a step sees of the samples at these places.
    public func batch(at indices: some RandomAccessCollection<Int>) -> Batch {
        Batch(
            features: features.tensor(at: indices), labels: labels.isEmpty ? [] : indices.map { labels[$0] },
            targets: targets?.tensor(at: indices))
    }

    /// All of them, for a model to be judged by.
    public var evaluationData: EvaluationData { EvaluationData(count: count) { batch(at: $0) } }
}

extension SampleValues {
    /// The values of the samples at these places; of bytes byte / 255.
    fileprivate func tensor(at indices: some RandomAccessCollection<Int>) -> Tensor {
        // A gray picture is a row of its pixels.
        let shape = isBytes && self.shape.count == 2 ? [sampleSize] : self.shape
        return Tensor(Shape([indices.count] + shape)) { result in
            guard let target = result.baseAddress, sampleSize > 0 else { return }
            switch storage {
            case .bytes(let bytes):
                bytes.withUnsafeBufferPointer { copy(indices, of: $0, to: target, grayLevels) }
            case .floats(let floats):
                floats.withUnsafeBufferPointer { copy(indices, of: $0, to: target) { $1.update(from: $0, count: $2) } }
            }
        }
    }

    private func copy<Value>(
        _ indices: some RandomAccessCollection<Int>, of source: UnsafeBufferPointer<Value>,
        to target: UnsafeMutablePointer<Float>,
        _ copyOne: (UnsafePointer<Value>, UnsafeMutablePointer<Float>, Int) -> Void
    ) {
        guard let start = source.baseAddress else { return }
        let size = sampleSize
        sharedLoop(over: indices.count, inPartsOf: 32) { places in
            for place in places {
                let index = indices[indices.index(indices.startIndex, offsetBy: place)]
                guard index >= 0 && index < count else { fatalError("sample \(index) of \(count)") }
                copyOne(start + index * size, target + place * size, size)
            }
        }
    }
}

/// byte / 255, number by number.
private func grayLevels(_ bytes: UnsafePointer<UInt8>, into levels: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { levels[index] = Float(bytes[index]) / 255 }
}

/// The places of an epoch's samples, batch by batch: all of them once, in random order, the short rest last.
struct EpochOrder: Sequence, IteratorProtocol {
    private let order: [Int]
    private let batchSize: Int
    private var start = 0

    init(count: Int, batchSize: Int, using generator: inout SeededGenerator) {
        order = generator.permutation(count)
        self.batchSize = batchSize
    }

    mutating func next() -> ArraySlice<Int>? {
        guard start < order.count else { return nil }
        defer { start += batchSize }
        return order[start..<Swift.min(start + batchSize, order.count)]
    }
}
