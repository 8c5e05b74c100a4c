extension Bitmap {
    /// The same picture in at most `most` colors, so that its file is a third as large; a drawing with smooth edges
    /// looks the same. Its most frequent colors stay exactly as they are.
    ///
    /// The colors are split into boxes, always the one with the largest spread along its longest side at the mean;
    /// each box takes its most frequent color. After Heckbert, "Color image quantization for frame buffer display",
    /// SIGGRAPH 1982, with Wu's choice of the box (1991).
    public func quantized(colors most: Int = 256) -> Bitmap {
        guard (2...256).contains(most) else { fatalError("a picture cannot be quantized to \(most) colors") }
        let opaque = converted(to: .rgb)
        let counts = opaque.colorCounts
        if channels == .rgba || counts.count <= most { return self }
        // In one order, whatever the dictionary's: sums of other orders round otherwise.
        let entries = counts.sorted { $0.key < $1.key }.map { ColorBox.Entry(color: $0.key, count: $0.value) }
        var boxes = [ColorBox(entries)]
        while boxes.count < most {
            guard let widest = boxes.indices.max(by: { boxes[$0].spread < boxes[$1].spread }),
                let halves = boxes[widest].halves
            else { break }
            boxes[widest] = halves.0
            boxes.append(halves.1)
        }
        var chosen: [UInt32: UInt32] = [:]
        for box in boxes { for entry in box.entries { chosen[entry.color] = box.representative } }
        return opaque.mapped(chosen)
    }

    /// How often each color (0xRRGGBB) occurs.
    private var colorCounts: [UInt32: Int] {
        var counts: [UInt32: Int] = [:]
        var run: (color: UInt32, count: Int) = (0, 0)
        for start in stride(from: 0, to: samples.count, by: 3) {
            let color = color(at: start)
            if color != run.color {
                counts[run.color, default: 0] += run.count
                run = (color, 0)
            }
            run.count += 1
        }
        counts[run.color, default: 0] += run.count
        return counts.filter { $0.value > 0 }
    }

    private func color(at start: Int) -> UInt32 {
        UInt32(samples[start]) << 16 | UInt32(samples[start + 1]) << 8 | UInt32(samples[start + 2])
    }

    private func mapped(_ chosen: [UInt32: UInt32]) -> Bitmap {
        var result = samples
        var last: (from: UInt32, to: UInt32)?
        for start in stride(from: 0, to: samples.count, by: 3) {
            let color = color(at: start)
            let target = last?.from == color ? last!.to : chosen[color] ?? color
            last = (color, target)
            result[start] = UInt8(truncatingIfNeeded: target >> 16)
            result[start + 1] = UInt8(truncatingIfNeeded: target >> 8)
            result[start + 2] = UInt8(truncatingIfNeeded: target)
        }
        return Bitmap(width: width, height: height, channels: .rgb, samples: result)
    }
}

/// Colors near each other.
private struct ColorBox {
    struct Entry {
        let color: UInt32
        let count: Int

        /// Red, green or blue, from 0 to 255.
        func part(_ channel: Int) -> Double { Double(color >> UInt32(16 - 8 * channel) & 0xFF) }
        /// Large areas count for more, but not so much that thin lines lose their colors.
        var weight: Double { Double(count).squareRoot() }
    }

    let entries: [Entry]
    /// The sum of the squared distances from the mean along the longest side.
    let spread: Double
    private let channel: Int
    private let mean: Double

    init(_ entries: [Entry]) {
        self.entries = entries
        let weight = entries.reduce(0) { $0 + $1.weight }
        let sides = (0..<3).map { channel -> (mean: Double, spread: Double) in
            let mean = entries.reduce(0) { $0 + $1.weight * $1.part(channel) } / weight
            return (mean, entries.reduce(0) { $0 + $1.weight * ($1.part(channel) - mean) * ($1.part(channel) - mean) })
        }
        channel = (0..<3).max { sides[$0].spread < sides[$1].spread } ?? 0
        mean = sides[channel].mean
        spread = sides[channel].spread
    }

    /// `nil` where all colors are the same.
    var halves: (ColorBox, ColorBox)? {
        let low = entries.filter { $0.part(channel) <= mean }
        let high = entries.filter { $0.part(channel) > mean }
        return low.isEmpty || high.isEmpty ? nil : (ColorBox(low), ColorBox(high))
    }

    /// The most frequent color; of several the smallest number, so that the choice is always the same.
    var representative: UInt32 {
        entries.max { ($0.count, $1.color) < ($1.count, $0.color) }?.color ?? 0
    }
}
