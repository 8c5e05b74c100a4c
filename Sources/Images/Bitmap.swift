/// A picture in memory: 8 bits per channel, sRGB, alpha not premultiplied.
public struct Bitmap: Equatable, Hashable, Sendable {
    /// What a pixel is made of.
    public enum Channels: Int, Sendable, CaseIterable {
        case gray = 1
        case rgb = 3
        case rgba = 4
    }

    /// In pixels; at least 1.
    public let width: Int
    /// In pixels; at least 1.
    public let height: Int
    public let channels: Channels
    /// [row, column, channel], rows from the top.
    public private(set) var samples: [UInt8]

    /// - Precondition: width and height are at least 1, and there are width · height · channels samples.
    public init(width: Int, height: Int, channels: Channels, samples: [UInt8]) {
        guard width > 0, height > 0 else { fatalError("a bitmap of \(width) × \(height) pixels has no pixel") }
        guard samples.count == width * height * channels.rawValue else {
            fatalError("\(samples.count) samples for a \(channels) bitmap of \(width) × \(height) pixels")
        }
        self.width = width
        self.height = height
        self.channels = channels
        self.samples = samples
    }

    /// A bitmap of one value in every channel.
    public init(width: Int, height: Int, channels: Channels = .gray, filled value: UInt8 = 0) {
        let count = max(width, 0) * max(height, 0) * channels.rawValue
        self.init(width: width, height: height, channels: channels, samples: Array(repeating: value, count: count))
    }

    /// A gray bitmap from brightnesses between 0 (black) and 1 (white), [row, column]; what lies outside is clamped,
    /// NaN is black.
    public init(width: Int, height: Int, brightness: some Sequence<some BinaryFloatingPoint>) {
        let samples = brightness.map { value -> UInt8 in
            let value = Double(value)
            return value.isNaN ? 0 : UInt8((min(max(value, 0), 1) * 255).rounded())
        }
        self.init(width: width, height: height, channels: .gray, samples: samples)
    }

    /// The samples of one pixel: as many as there are channels.
    public subscript(row: Int, column: Int) -> ArraySlice<UInt8> {
        get { samples[pixelRange(row, column)] }
        set {
            guard newValue.count == channels.rawValue else {
                fatalError("\(newValue.count) samples for a \(channels) pixel")
            }
            samples.replaceSubrange(pixelRange(row, column), with: newValue)
        }
    }

    private func pixelRange(_ row: Int, _ column: Int) -> Range<Int> {
        guard (0..<height).contains(row), (0..<width).contains(column) else {
            fatalError("pixel [\(row), \(column)] of a bitmap with \(height) rows and \(width) columns")
        }
        let start = (row * width + column) * channels.rawValue
        return start..<start + channels.rawValue
    }
}
