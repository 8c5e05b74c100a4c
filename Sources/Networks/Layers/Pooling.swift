/// The largest pixel of each window.
///
/// Input `[batch, channels, height, width]`, output `[batch, channels, h, w]` with h = ⌊(height + 2·padding − kernel) /
/// stride⌋ + 1, and w alike; the stride is the kernel's size where none is given, and all three may differ between the
/// axes.
public final class MaxPool2d: Layer {
    public let kernel: Pair
    public let stride: Pair
    public let padding: Pair

    /// - Precondition: kernel and stride are at least 1, the padding at most half the kernel.
    public init(_ kernel: some PerAxis, stride: (any PerAxis)? = nil, padding: some PerAxis = 0) {
        (self.kernel, self.stride, self.padding) = (kernel.pair, (stride ?? kernel).pair, padding.pair)
        checkWindows(of: "MaxPool2d", self.kernel, self.stride, self.padding)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        checkImages(x, for: self, kernel, padding)
        return maxPool2d(x, kernel: kernel, stride: stride, padding: padding)
    }
}

/// The mean of each window's pixels, those of the padding as zeros.
///
/// Input and output as of ``MaxPool2d``.
public final class AvgPool2d: Layer {
    public let kernel: Pair
    public let stride: Pair
    public let padding: Pair

    /// - Precondition: kernel and stride are at least 1, the padding at most half the kernel.
    public init(_ kernel: some PerAxis, stride: (any PerAxis)? = nil, padding: some PerAxis = 0) {
        (self.kernel, self.stride, self.padding) = (kernel.pair, (stride ?? kernel).pair, padding.pair)
        checkWindows(of: "AvgPool2d", self.kernel, self.stride, self.padding)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        checkImages(x, for: self, kernel, padding)
        return avgPool2d(x, kernel: kernel, stride: stride, padding: padding)
    }
}

/// Each pixel repeated to a block of pixels, by a whole scale on both axes or on each.
///
/// Input `[batch, channels, height, width]`, output `[batch, channels, height · scale, width · scale]`.
public final class Upsample: Layer {
    public let scale: Pair

    /// - Precondition: the scales are at least 1.
    public init(scale: some PerAxis) {
        self.scale = scale.pair
        checkNumbers(
            of: "Upsample", ["copies of a row": self.scale.height, "copies of a column": self.scale.width])
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard x.shape.rank == 4 else { refuse(self, takes: "[batch, channels, height, width]", got: x.shape) }
        return upsampleNearest(x, scale: scale)
    }
}

private func checkWindows(of layer: String, _ kernel: Pair, _ stride: Pair, _ padding: Pair) {
    checkNumbers(of: layer, [:], kernel: kernel)
    checkNumbers(of: layer, ["rows of the stride": stride.height, "columns of the stride": stride.width])
    guard 0...kernel.height / 2 ~= padding.height, 0...kernel.width / 2 ~= padding.width else {
        fatalError("\(layer): the padding is \(padding), and must be at most half the kernel of \(kernel)")
    }
}

private func checkImages(_ x: Tensor, for layer: any Layer, _ kernel: Pair, _ padding: Pair) {
    let smallest = Pair(kernel.height - 2 * padding.height, kernel.width - 2 * padding.width)
    guard x.shape.rank == 4, x.shape[2] >= smallest.height, x.shape[3] >= smallest.width else {
        let sides = "height ≥ \(smallest.height), width ≥ \(smallest.width)"
        refuse(layer, takes: "[batch, channels, \(sides)]", got: x.shape)
    }
}
