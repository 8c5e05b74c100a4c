/// One array of numbers per sample, all of one shape, next to each other in memory.
///
/// A plain value that knows no tensors: whoever trains turns rows of it into batches, straight from `storage`.
public struct SampleValues: Equatable, Sendable {
    /// The numbers of all samples, `[sample, …shape]`, the last axis running fastest.
    public enum Storage: Equatable, Sendable {
        /// Gray levels of pictures: a byte stands for byte / 255.
        case bytes([UInt8])
        /// Numbers as they are.
        case floats([Float])
    }

    /// The shape of one sample, such as `[28, 28]` for pictures `[row, column]` or `[4]` for a row of four numbers.
    public let shape: [Int]
    /// The number of samples.
    public let count: Int
    public let storage: Storage

    /// - Precondition: every axis of the shape has at least one place, and the storage is a whole number of samples.
    public init(shape: [Int], _ storage: Storage) {
        guard !shape.isEmpty, shape.allSatisfy({ $0 > 0 }) else { fatalError("no sample has the shape \(shape)") }
        let size = shape.reduce(1, *)
        guard storage.count.isMultiple(of: size) else {
            fatalError("\(storage.count) numbers are not a whole number of samples of shape \(shape)")
        }
        self.shape = shape
        count = storage.count / size
        self.storage = storage
    }

    /// Pictures: gray levels `[sample, row, column]` or, in color, `[sample, channel, row, column]`.
    public init(shape: [Int], bytes: [UInt8]) { self.init(shape: shape, .bytes(bytes)) }

    /// Numbers `[sample, …shape]`.
    public init(shape: [Int], floats: [Float]) { self.init(shape: shape, .floats(floats)) }

    /// Rows of numbers, all of one length.
    /// - Precondition: there is a row, and none is shorter or longer than the first.
    public init(rows: [[Float]]) {
        guard let width = rows.first?.count else { fatalError("of no rows nobody can say how long they are") }
        if let odd = rows.firstIndex(where: { $0.count != width }) {
            fatalError("row \(odd) has \(rows[odd].count) numbers, but row 0 has \(width)")
        }
        self.init(shape: [width], floats: Array(rows.joined()))
    }

    /// The number of numbers of one sample.
    public var sampleSize: Int { shape.reduce(1, *) }

    /// Whether the numbers are gray levels kept as bytes.
    public var isBytes: Bool { if case .bytes = storage { true } else { false } }

    /// The numbers of one sample as a tensor gets them: a byte as byte / 255.
    public func values(of sample: Int) -> [Float] {
        let range = range(of: sample)
        switch storage {
        case .bytes(let bytes): return bytes[range].map { Float($0) / 255 }
        case .floats(let floats): return Array(floats[range])
        }
    }

    /// Where the numbers of a sample lie in `storage`.
    func range(of sample: Int) -> Range<Int> {
        guard sample >= 0, sample < count else { fatalError("there is no sample \(sample) among \(count)") }
        return sample * sampleSize..<(sample + 1) * sampleSize
    }
}

extension SampleValues {
    /// The first `n` samples, or all of them where there are fewer.
    public func prefix(_ n: Int) -> SampleValues {
        guard n >= 0 else { fatalError("the first \(n) samples cannot be taken") }
        guard n < count else { return self }
        switch storage {
        case .bytes(let bytes): return SampleValues(shape: shape, bytes: Array(bytes.prefix(n * sampleSize)))
        case .floats(let floats): return SampleValues(shape: shape, floats: Array(floats.prefix(n * sampleSize)))
        }
    }

    /// The samples with these indices, in this order; an index may come more than once.
    public func subset(_ indices: [Int]) -> SampleValues {
        switch storage {
        case .bytes(let bytes): SampleValues(shape: shape, bytes: chosen(indices, of: bytes))
        case .floats(let floats): SampleValues(shape: shape, floats: chosen(indices, of: floats))
        }
    }

    private func chosen<Element>(_ indices: [Int], of elements: [Element]) -> [Element] {
        var result: [Element] = []
        result.reserveCapacity(indices.count * sampleSize)
        for index in indices { result += elements[range(of: index)] }
        return result
    }

    /// The samples of several data of one shape and kind, one after the other.
    static func joined(_ parts: [SampleValues]) -> SampleValues {
        let shape = parts[0].shape
        guard parts.allSatisfy({ $0.shape == shape && $0.isBytes == parts[0].isBytes }) else {
            fatalError("samples of shapes \(parts.map(\.shape)) cannot be joined")
        }
        if parts[0].isBytes { return SampleValues(shape: shape, bytes: parts.flatMap(\.storage.bytes)) }
        return SampleValues(shape: shape, floats: parts.flatMap(\.storage.floats))
    }
}

extension SampleValues.Storage {
    /// How many numbers there are in all.
    var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .floats(let floats): floats.count
        }
    }

    /// The bytes of pictures; none where the numbers are floats.
    var bytes: [UInt8] { if case .bytes(let bytes) = self { bytes } else { [] } }

    /// The floats; none where the numbers are bytes.
    var floats: [Float] { if case .floats(let floats) = self { floats } else { [] } }
}
