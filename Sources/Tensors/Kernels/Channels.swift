/// Passes over the channels of images, `[batch, channels, height, width]`, plain or in channel blocks.
extension Tensor {
    /// x + b[channel], written over x, which nobody else may hold yet; a constant.
    consuming func adding(perChannel bias: Tensor) -> Tensor {
        let a = inChannelGroups
        let (x, b) = (a.buffer.start, bias.buffer.start)
        a.forEachChannelGroup { start, pixels, channel, block in
            for pixel in 0..<pixels {
                let place = start + pixel * block
                for lane in 0..<block { x[place + lane] += b[channel + lane] }
            }
        }
        withExtendedLifetime((a, bias)) {}
        return a
    }

    /// Σ over batch, height and width: `[channels]`; a constant. Each image in single precision, the images together in
    /// double.
    func sumOfChannels() -> Tensor {
        let a = inChannelGroups
        let x = a.buffer.start
        var totals = [Double](repeating: 0, count: shape[1])
        a.forEachChannelGroup { start, pixels, channel, block in
            if block == 1 {
                totals[channel] += Double(Sums.sum(x + start, count: pixels))
                return
            }
            var sums = Vector.zero
            for pixel in 0..<pixels {
                for lane in 0..<block { sums[lane] += x[start + pixel * block + lane] }
            }
            for lane in 0..<block { totals[channel + lane] += Double(sums[lane]) }
        }
        withExtendedLifetime(a) {}
        return Tensor([shape[1]], totals.map { Float($0) })
    }

    /// In a layout whose blocks fit a vector register.
    private var inChannelGroups: Tensor {
        layout.channelBlock <= Vector.scalarCount ? arranged(Self.commonLayout(self)) : plain
    }

    /// Visits all pixels of one channel, or of one block of channels, of one image after the other: where in memory they
    /// start, how many pixels follow, their first channel, and how many channels lie side by side. The usual blocks are
    /// constants to the compiler, so that it unrolls the loop over them.
    @inline(__always)
    private func forEachChannelGroup(
        _ body: (_ start: Int, _ pixels: Int, _ channel: Int, _ block: Int) -> Void
    ) {
        let (block, pixels) = (layout.channelBlock, shape[2] * shape[3])
        var start = 0
        for _ in 0..<shape[0] {
            for channel in stride(from: 0, to: shape[1], by: block) {
                switch block {
                case 1: body(start, pixels, channel, 1)
                case 8: body(start, pixels, channel, 8)
                case 16: body(start, pixels, channel, 16)
                default: body(start, pixels, channel, block)
                }
                start += pixels * block
            }
        }
    }
}
