/// Pictures of one size with a label each, as bytes.
///
/// A plain value that knows no tensors: whoever trains turns these bytes into batches.
public struct Samples: Equatable, Sendable {
    /// The size of every picture, in pixels.
    public let height: Int
    public let width: Int
    /// `[sample, row, column]`, 0 = background, 255 = full ink.
    public let pixels: [UInt8]
    /// `[sample]`; for digits, 0 to 9.
    public let labels: [UInt8]

    /// The number of samples.
    public var count: Int { labels.count }

    /// The number of pixels of one sample.
    public var sampleSize: Int { height * width }

    public init(height: Int, width: Int, pixels: [UInt8], labels: [UInt8]) {
        guard height > 0, width > 0, pixels.count == labels.count * height * width else {
            fatalError("\(labels.count) samples of \(height)×\(width) pixels do not have \(pixels.count) bytes")
        }
        self.height = height
        self.width = width
        self.pixels = pixels
        self.labels = labels
    }

    /// The pixels of one sample, `[row, column]`.
    public func pixels(of sample: Int) -> ArraySlice<UInt8> {
        guard labels.indices.contains(sample) else { fatalError("there is no sample \(sample) among \(count)") }
        return pixels[sample * sampleSize..<(sample + 1) * sampleSize]
    }
}

extension Samples {
    /// The first `n` samples, or all of them where there are fewer.
    public func prefix(_ n: Int) -> Samples {
        guard n >= 0 else { fatalError("the first \(n) samples cannot be taken") }
        guard n < count else { return self }
        return Samples(
            height: height, width: width, pixels: Array(pixels.prefix(n * sampleSize)), labels: Array(labels.prefix(n)))
    }

    /// The samples with these indices, in this order; an index may come more than once.
    public func subset(_ indices: some Sequence<Int>) -> Samples {
        var chosen = (pixels: [UInt8](), labels: [UInt8]())
        chosen.pixels.reserveCapacity(indices.underestimatedCount * sampleSize)
        for index in indices {
            chosen.pixels += pixels(of: index)
            chosen.labels.append(labels[index])
        }
        return Samples(height: height, width: width, pixels: chosen.pixels, labels: chosen.labels)
    }

    /// The samples whose label passes the test, in their order.
    public func filtered(where isWanted: (_ label: UInt8) throws -> Bool) rethrows -> Samples {
        subset(try labels.indices.filter { try isWanted(labels[$0]) })
    }
}
