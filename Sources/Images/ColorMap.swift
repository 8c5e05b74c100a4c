/// A picture of few colors as an index per pixel: a quarter of the bytes before compression.
struct ColorMap {
    /// As many samples per color as the bitmap has channels; colors in the order in which they first appear.
    private(set) var entries: [UInt8] = []
    /// [row, column]
    private(set) var indices: [UInt8] = []

    /// `nil` where the bitmap has more than 256 colors.
    init?(_ bitmap: Bitmap) {
        var known: [UInt32: UInt8] = [:]
        let depth = bitmap.channels.rawValue
        indices.reserveCapacity(bitmap.width * bitmap.height)
        var last: (key: UInt32, index: UInt8)?
        for start in stride(from: 0, to: bitmap.samples.count, by: depth) {
            var key: UInt32 = 0
            for offset in 0..<depth { key = key << 8 | UInt32(bitmap.samples[start + offset]) }
            // Neighbors are mostly equal: that saves the look-up.
            if let last, last.key == key {
                indices.append(last.index)
                continue
            }
            guard let index = known[key] ?? Self.nextIndex(after: known.count) else { return nil }
            if known.updateValue(index, forKey: key) == nil { entries += bitmap.samples[start..<start + depth] }
            last = (key, index)
            indices.append(index)
        }
    }

    private static func nextIndex(after count: Int) -> UInt8? { count < 256 ? UInt8(count) : nil }
}
