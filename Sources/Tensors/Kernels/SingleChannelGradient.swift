/// ∂L/∂weight and ∂L/∂bias of a 3 × 3 convolution of images with a single channel, from ∂L/∂narrow in blocks of eight
/// channels: oneDNN's AVX2 code would fill the one channel up to eight, and compute eight times as much.
///
/// All nine taps of a block stay in registers while they go over an image; images are summed up in their order.
struct SingleChannelGradient {
    private let geometry: ConvolutionGeometry
    /// Height and width of an image with its zeros around it.
    private let padded: Pair
    private let blocks: Int

    private typealias Block = SIMD8<Float>
    /// Nine taps and the bias.
    private static let sumCount = 10
    private static let imagesInPart = 32

    /// Nil where the convolution is of another kind. One of fewer channels stays with oneDNN: there is less to gain.
    init?(_ geometry: ConvolutionGeometry, narrow: Layout) {
        guard geometry.wide[1] == 1, geometry.weight[2] == 3, geometry.weight[3] == 3, narrow.channelBlock == 8,
            geometry.narrow[1] >= 32, !narrow.isPadded(geometry.narrow)
        else { return nil }
        self.geometry = geometry
        padded = Pair(
            geometry.wide[2] + 2 * geometry.padding.height, geometry.wide[3] + 2 * geometry.padding.width)
        blocks = geometry.narrow[1] / 8
    }

    func gradients(_ wide: Tensor, _ narrow: Tensor) -> (weight: Tensor, bias: Tensor) {
        let parts = (geometry.wide[0] + Self.imagesInPart - 1) / Self.imagesInPart
        let size = blocks * Self.sumCount * 8
        let sums = Tensor.zeros([parts, size])
        let source = wide.plain
        sharedLoop(over: geometry.wide[0], inPartsOf: Self.imagesInPart) { images in
            let target = sums.storage.start + images.lowerBound / Self.imagesInPart * size
            add(images, source.storage.start, narrow.storage.start, to: target)
        }
        withExtendedLifetime((source, narrow)) {}
        return split(sums.sum(axis: 0))
    }

    /// From the sums of all blocks, `[block, tap, lane]`, to the parameters' own order.
    private func split(_ sums: Tensor) -> (weight: Tensor, bias: Tensor) {
        let values = sums.storage.start
        func value(_ channel: Int, _ tap: Int) -> Float {
            values[(channel / 8 * Self.sumCount + tap) * 8 + channel % 8]
        }
        let weight = Tensor(geometry.weight) { target in
            for place in target.indices { target[place] = value(place / 9, place % 9) }
        }
        let bias = Tensor([geometry.narrow[1]]) { target in
            for channel in target.indices { target[channel] = value(channel, 9) }
        }
        withExtendedLifetime(sums) {}
        return (weight, bias)
    }

    private func add(
        _ images: Range<Int>, _ wide: UnsafePointer<Float>, _ narrow: UnsafePointer<Float>,
        to sums: UnsafeMutablePointer<Float>
    ) {
        let (height, width) = (geometry.wide[2], geometry.wide[3])
        let (top, left) = (geometry.padding.height, geometry.padding.width)
        let image = Tensor.zeros([padded.height, padded.width])
        let length = geometry.narrow[2] * geometry.narrow[3] * 8
        for place in images {
            copyBlocks(
                height, of: width, from: wide + place * height * width, stride: width,
                to: image.storage.start + top * padded.width + left, stride: padded.width)
            for block in 0..<blocks {
                addImage(
                    image.storage.start, narrow + (place * blocks + block) * length,
                    to: sums + block * Self.sumCount * 8)
            }
        }
        withExtendedLifetime(image) {}
    }

    private func addImage(
        _ image: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>
    ) {
        var (a, b, c) = (Block.zero, Block.zero, Block.zero)
        var (d, e, f) = (Block.zero, Block.zero, Block.zero)
        var (g, h, i, bias) = (Block.zero, Block.zero, Block.zero, Block.zero)
        let (step, rowLength, columns) = (geometry.stride, padded.width, geometry.narrow[3])
        for row in 0..<geometry.narrow[2] {
            let first = image + row * step.height * rowLength
            for column in 0..<columns {
                let dy = UnsafeRawPointer(gradient + (row * columns + column) * 8).loadUnaligned(as: Block.self)
                let x = first + column * step.width
                let (y, z) = (x + rowLength, x + 2 * rowLength)
                a += dy * x[0]
                b += dy * x[1]
                c += dy * x[2]
                d += dy * y[0]
                e += dy * y[1]
                f += dy * y[2]
                g += dy * z[0]
                h += dy * z[1]
                i += dy * z[2]
                bias += dy
            }
        }
        for (tap, sum) in [a, b, c, d, e, f, g, h, i, bias].enumerated() {
            let target = UnsafeMutableRawPointer(sums + tap * 8)
            target.storeBytes(of: target.loadUnaligned(as: Block.self) + sum, as: Block.self)
        }
    }
}
