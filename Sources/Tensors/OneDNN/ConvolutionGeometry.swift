/// The shapes of a convolution from a wide image to a narrow one; a transposed convolution goes the other way.
struct ConvolutionGeometry: Hashable, Sendable {
    /// `[batch, wide channels, height, width]`
    let wide: Shape
    /// `[batch, narrow channels, height, width]`
    let narrow: Shape
    /// `[narrow channels, wide channels, kernel height, kernel width]`
    let weight: Shape
    let stride: Pair
    /// The zeros around the wide image, on each side.
    let padding: Pair

    /// The convolution of an image: a narrow side has ⌊(n + 2 · padding − kernel) / stride⌋ + 1 pixels.
    init(wide: Shape, weight: Shape, stride: Pair, padding: Pair) {
        guard wide.rank == 4, weight.rank == 4, wide[1] == weight[1],
            stride.allSatisfy({ $0 > 0 }), padding.allSatisfy({ $0 >= 0 }),
            (2...3).allSatisfy({ weight[$0] > 0 && wide[$0] + 2 * padding[$0] >= weight[$0] })
        else {
            fatalError(
                "an image of the shape \(wide) does not fit a convolution with a weight of \(weight), "
                    + "stride \(stride) and padding \(padding)")
        }
        func narrowed(_ axis: Int) -> Int { (wide[axis] + 2 * padding[axis] - weight[axis]) / stride[axis] + 1 }
        self.wide = wide
        narrow = [wide[0], weight[0], narrowed(2), narrowed(3)]
        self.weight = weight
        self.stride = stride
        self.padding = padding
    }

    /// The transposed convolution of an image: a wide side has (n − 1) · stride − 2 · padding + kernel + output padding
    /// pixels.
    init(narrow: Shape, weight: Shape, stride: Pair, padding: Pair, outputPadding: Pair) {
        func widened(_ axis: Int) -> Int {
            (narrow[axis] - 1) * stride[axis] - 2 * padding[axis] + weight[axis] + outputPadding[axis]
        }
        guard narrow.rank == 4, weight.rank == 4, narrow[1] == weight[0],
            stride.allSatisfy({ $0 > 0 }), padding.allSatisfy({ $0 >= 0 }),
            (2...3).allSatisfy({ (0..<stride[$0]).contains(outputPadding[$0]) && weight[$0] > 0 && widened($0) > 0 })
        else {
            fatalError(
                "an image of the shape \(narrow) does not fit a transposed convolution with a weight of \(weight), "
                    + "stride \(stride), padding \(padding) and output padding \(outputPadding)")
        }
        wide = [narrow[0], weight[1], widened(2), widened(3)]
        self.narrow = narrow
        self.weight = weight
        self.stride = stride
        self.padding = padding
    }

    private init(_ wide: Shape, _ narrow: Shape, _ weight: Shape, _ stride: Pair, _ padding: Pair) {
        self.wide = wide
        self.narrow = narrow
        self.weight = weight
        self.stride = stride
        self.padding = padding
    }

    /// The same for another number of images.
    func withBatch(_ count: Int) -> ConvolutionGeometry {
        ConvolutionGeometry(wide.withBatch(count), narrow.withBatch(count), weight, stride, padding)
    }
}
