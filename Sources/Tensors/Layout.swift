/// The order of a tensor's elements in memory.
///
/// oneDNN's convolutions are fastest where a few channels lie side by side at each pixel, so that they fill a vector
/// register: `[batch, ⌈channels / block⌉, height, width, block]`, its formats nChw8c and nChw16c. With a block of one
/// that is row-major order, with a block of all channels it is "channels last".
///
/// Convolutions hand such a layout to one another, and element-wise operations keep it; every other operation asks for
/// the `plain` tensor first.
struct Layout: Hashable, Sendable {
    let channelBlock: Int

    static let rowMajor = Layout(channelBlock: 1)

    /// The elements in memory, with those that fill the last block.
    func count(of shape: Shape) -> Int {
        guard self != .rowMajor else { return shape.count }
        let blocks = (shape[1] + channelBlock - 1) / channelBlock
        return shape[0] * blocks * channelBlock * shape[2] * shape[3]
    }

    /// Whether the last block holds more than the shape's channels: zeros, which only convolutions know how to treat.
    func isPadded(_ shape: Shape) -> Bool { count(of: shape) != shape.count }
}

extension Tensor {
    /// The same tensor in row-major order.
    var plain: Tensor { arranged(.rowMajor) }

    /// The same tensor in another order.
    func arranged(_ other: Layout) -> Tensor {
        guard other != layout else { return self }
        let result = Storage(count: other.count(of: shape))
        reorder(shape, from: (storage, layout), to: (result, other))
        return Tensor(shape: shape, storage: result, layout: other, derivation: derivation)
    }

    /// The layout in which element-wise operations take their operands: blocked where one of them is, so that a
    /// gradient from a plain operation turns blocked at once, and row-major where padding would be read as numbers.
    static func commonLayout(_ operands: Tensor...) -> Layout {
        operands.first { $0.layout != .rowMajor && !$0.layout.isPadded($0.shape) }?.layout ?? .rowMajor
    }
}
