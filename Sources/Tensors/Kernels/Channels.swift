/// Passes over the channels of images, `[batch, channels, height, width]`, plain or in channel blocks. The results are
/// constants.
extension Tensor {
    /// f(x, channel), element by element.
    @inline(__always)
    func mapWithChannel(_ f: (Float, Int) -> Float) -> Tensor {
        let a = inChannelGroups
        let result = Buffer(count: count)
        let (x, y) = (a.buffer.start, result.start)
        a.forEachChannelGroup { start, pixels, channel, block in
            for pixel in 0..<pixels {
                let place = start + pixel * block
                for lane in 0..<block { y[place + lane] = f(x[place + lane], channel + lane) }
            }
        }
        withExtendedLifetime(a) {}
        return Tensor(shape: shape, buffer: result, layout: a.layout)
    }

    /// f(a, b, channel), element by element.
    @inline(__always)
    static func mapWithChannel(_ a: Tensor, _ b: Tensor, _ f: (Float, Float, Int) -> Float) -> Tensor {
        let a = a.inChannelGroups
        let b = b.arranged(a.layout)
        let result = Buffer(count: a.count)
        let (x, y, z) = (a.buffer.start, b.buffer.start, result.start)
        a.forEachChannelGroup { start, pixels, channel, block in
            for pixel in 0..<pixels {
                let place = start + pixel * block
                for lane in 0..<block { z[place + lane] = f(x[place + lane], y[place + lane], channel + lane) }
            }
        }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: a.shape, buffer: result, layout: a.layout)
    }

    /// Σ f(a, b, channel) over batch, height and width, for each channel: the pixels of an image in single precision, the
    /// images together in double.
    @inline(__always)
    static func sumOfChannels(_ a: Tensor, _ b: Tensor, _ f: (Float, Float, Int) -> Float) -> [Double] {
        let a = a.inChannelGroups
        let b = b.arranged(a.layout)
        let (x, y) = (a.buffer.start, b.buffer.start)
        var totals = [Double](repeating: 0, count: a.shape[1])
        a.forEachChannelGroup { start, pixels, channel, block in
            var sums = Vector.zero
            for pixel in 0..<pixels {
                let place = start + pixel * block
                for lane in 0..<block { sums[lane] += f(x[place + lane], y[place + lane], channel + lane) }
            }
            for lane in 0..<block { totals[channel + lane] += Double(sums[lane]) }
        }
        withExtendedLifetime((a, b)) {}
        return totals
    }

    /// Σ over batch, height and width: `[channels]`.
    func sumOfChannels() -> Tensor {
        guard layout == .rowMajor else {
            return Tensor([shape[1]], Self.sumOfChannels(self, self) { x, _, _ in x }.map { Float($0) })
        }
        let pixels = shape[2] * shape[3]
        var totals = [Double](repeating: 0, count: shape[1])
        for plane in 0..<shape[0] * shape[1] {
            totals[plane % shape[1]] += Double(Sums.sum(buffer.start + plane * pixels, count: pixels))
        }
        return Tensor([shape[1]], totals.map { Float($0) })
    }

    /// x + b[channel], written over x, which nobody else may hold yet.
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
