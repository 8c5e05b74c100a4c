extension Bitmap {
    /// Every pixel repeated `factor` times in both directions: larger and not blurred.
    public func enlarged(by factor: Int) -> Bitmap {
        guard factor > 0 else { fatalError("a bitmap cannot be enlarged \(factor) times") }
        if factor == 1 { return self }
        let depth = channels.rawValue
        var result = [UInt8]()
        result.reserveCapacity(samples.count * factor * factor)
        for row in 0..<height {
            var line = [UInt8]()
            for start in stride(from: row * width * depth, to: (row + 1) * width * depth, by: depth) {
                for _ in 0..<factor { line += samples[start..<start + depth] }
            }
            for _ in 0..<factor { result += line }
        }
        return Bitmap(width: width * factor, height: height * factor, channels: channels, samples: result)
    }

    /// The mean of each block of `factor` × `factor` pixels; blocks at the right and lower edge may be smaller.
    public func reduced(by factor: Int) -> Bitmap {
        guard factor > 0 else { fatalError("a bitmap cannot be reduced \(factor) times") }
        let columns = (width + factor - 1) / factor
        let rows = (height + factor - 1) / factor
        var result = [UInt8]()
        result.reserveCapacity(rows * columns * channels.rawValue)
        for row in 0..<rows {
            for column in 0..<columns {
                let block = (
                    row * factor..<min((row + 1) * factor, height),
                    column * factor..<min((column + 1) * factor, width)
                )
                for channel in 0..<channels.rawValue { result.append(mean(rows: block.0, columns: block.1, channel)) }
            }
        }
        return Bitmap(width: columns, height: rows, channels: channels, samples: result)
    }

    private func mean(rows: Range<Int>, columns: Range<Int>, _ channel: Int) -> UInt8 {
        var sum = 0
        for row in rows {
            for column in columns { sum += Int(samples[(row * width + column) * channels.rawValue + channel]) }
        }
        let count = rows.count * columns.count
        return UInt8((sum + count / 2) / count)
    }

    /// How far each sample is from the other picture's: black where they agree. For a row of errors below
    /// reconstructions.
    ///
    /// - Precondition: both have the same size and channels.
    public func difference(from other: Bitmap) -> Bitmap {
        guard (width, height, channels) == (other.width, other.height, other.channels) else {
            fatalError("\(width) × \(height) \(channels) against \(other.width) × \(other.height) \(other.channels)")
        }
        let result = zip(samples, other.samples).map { UInt8(abs(Int($0) - Int($1))) }
        return Bitmap(width: width, height: height, channels: channels, samples: result)
    }

    /// Black and white exchanged; alpha stays.
    public var inverted: Bitmap {
        var result = samples
        for index in result.indices where channels != .rgba || index % 4 != 3 { result[index] = 255 - result[index] }
        return Bitmap(width: width, height: height, channels: channels, samples: result)
    }
}
