extension Bitmap {
    /// The same picture with other channels. Gray is the luma of Rec. 709; dropping alpha leaves the color as it is.
    public func converted(to target: Channels) -> Bitmap {
        if target == channels { return self }
        var result = [UInt8]()
        result.reserveCapacity(width * height * target.rawValue)
        for start in stride(from: 0, to: samples.count, by: channels.rawValue) {
            appendPixel(at: start, as: target, to: &result)
        }
        return Bitmap(width: width, height: height, channels: target, samples: result)
    }

    private func appendPixel(at start: Int, as target: Channels, to result: inout [UInt8]) {
        let red = samples[start]
        let green = channels == .gray ? red : samples[start + 1]
        let blue = channels == .gray ? red : samples[start + 2]
        if target == .gray {
            result.append(Self.luma(red, green, blue))
            return
        }
        result.append(red)
        result.append(green)
        result.append(blue)
        if target == .rgba { result.append(channels == .rgba ? samples[start + 3] : 255) }
    }

    private static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        // Weights in 1/65536, so that white stays 255 exactly.
        let sum: Int = 13933 * Int(red) + 46871 * Int(green) + 4732 * Int(blue)
        return UInt8((sum + 32768) >> 16)
    }

    /// The same picture in the fewest channels that hold it: no alpha where every pixel is opaque, no color where
    /// every pixel is gray.
    public var withFewestChannels: Bitmap {
        switch channels {
        case .gray: return self
        case .rgba where !isOpaque: return self
        case .rgb, .rgba: return converted(to: isColorless ? .gray : .rgb)
        }
    }

    private var isOpaque: Bool {
        channels != .rgba || stride(from: 3, to: samples.count, by: 4).allSatisfy { samples[$0] == 255 }
    }

    private var isColorless: Bool {
        stride(from: 0, to: samples.count, by: channels.rawValue).allSatisfy { (start: Int) -> Bool in
            samples[start] == samples[start + 1] && samples[start] == samples[start + 2]
        }
    }
}
