/// Convolutions that halve a gray square image again and again, and transposed
/// ones that double it: 28 → 14 → 7 → 4 and back.
struct StridedStages {
    /// What each stage ends with, the image itself first.
    private let sizes: [(channels: Int, side: Int)]

    /// - Parameters:
    ///   - side: the image's height and width.
    ///   - channels: of each stage.
    /// - Precondition: there is a stage, and an image.
    init(side: Int, channels: [Int]) {
        guard side > 0, !channels.isEmpty else {
            fatalError("\(channels.count) convolutions of images of \(side) × \(side) pixels: there must be one")
        }
        var sizes = [(channels: 1, side: side)]
        for count in channels { sizes.append((count, (sizes[sizes.count - 1].side + 1) / 2)) }
        self.sizes = sizes
    }

    private var smallest: (channels: Int, side: Int) { sizes[sizes.count - 1] }

    /// The numbers that are left of an image.
    var features: Int { smallest.channels * smallest.side * smallest.side }

    /// `[batch, side · side]` to `[batch, features]`.
    /// - Parameter after: the layers after a convolution with this many channels.
    func down(using generator: inout SeededGenerator, after: (Int) -> [any Layer]) -> [any Layer] {
        var layers: [any Layer] = [Reshape(1, sizes[0].side, sizes[0].side)]
        for (from, to) in zip(sizes, sizes.dropFirst()) {
            layers.append(Conv2d(from.channels, to.channels, kernel: 3, stride: 2, padding: 1, using: &generator))
            layers += after(to.channels)
        }
        return layers + [Flatten()]
    }

    /// `[batch, latent]` to `[batch, side · side]`, with levels in (0, 1).
    func up(from latent: Int, using generator: inout SeededGenerator, after: (Int) -> [any Layer]) -> [any Layer] {
        var layers: [any Layer] = [
            Linear(latent, features, using: &generator), Reshape(smallest.channels, smallest.side, smallest.side),
        ]
        let way = Array(sizes.reversed())
        for (place, (from, to)) in zip(way, way.dropFirst()).enumerated() {
            layers.append(
                ConvTranspose2d(
                    from.channels, to.channels, kernel: 3, stride: 2, padding: 1,
                    outputPadding: to.side - (2 * from.side - 1), using: &generator))
            layers += place < way.count - 2 ? after(to.channels) : [Sigmoid(), Flatten()]
        }
        return layers
    }
}
