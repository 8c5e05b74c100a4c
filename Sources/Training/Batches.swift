import Datasets
import Networks
import Tensors

extension Samples {
    /// What a step sees of the samples at these places.
    func batch(at indices: some RandomAccessCollection<Int>) -> Batch {
        Batch(features: images(at: indices), labels: indices.map { Int(labels[$0]) })
    }

    /// All of them, for a model to be judged by.
    var evaluationData: EvaluationData { EvaluationData(count: count) { batch(at: $0) } }

    /// All images: `[count, height · width]`, gray levels in [0, 1].
    public var images: Tensor { images(at: 0..<count) }

    /// The images at these places: `[indices.count, height · width]`, gray levels in [0, 1].
    public func images(at indices: some RandomAccessCollection<Int>) -> Tensor {
        let size = sampleSize
        return Tensor([indices.count, size]) { result in
            pixels.withUnsafeBufferPointer { bytes in
                guard let target = result.baseAddress, let source = bytes.baseAddress else { return }
                sharedLoop(over: indices.count, inPartsOf: 32) { places in
                    for place in places {
                        let index = indices[indices.index(indices.startIndex, offsetBy: place)]
                        guard index >= 0 && index < count else { fatalError("image \(index) of \(count)") }
                        grayLevels(source + index * size, into: target + place * size, count: size)
                    }
                }
            }
        }
    }
}

/// byte / 255, number by number.
private func grayLevels(_ bytes: UnsafePointer<UInt8>, into levels: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { levels[index] = Float(bytes[index]) / 255 }
}

/// The places of an epoch's images, batch by batch: all of them once, in random order, the short rest last.
struct EpochOrder: Sequence, IteratorProtocol {
    private let order: [Int]
    private let batchSize: Int
    private var start = 0

    init(count: Int, batchSize: Int, using generator: inout SeededGenerator) {
        order = generator.permutation(count)
        self.batchSize = batchSize
    }

    var batchCount: Int { (order.count + batchSize - 1) / batchSize }

    mutating func next() -> ArraySlice<Int>? {
        guard start < order.count else { return nil }
        defer { start += batchSize }
        return order[start..<Swift.min(start + batchSize, order.count)]
    }
}
