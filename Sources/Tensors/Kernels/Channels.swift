/// Passes over the channels of images, `[batch, channels, height, width]`, plain or in channel blocks. The results are
/// constants.
extension Tensor {
    /// f(a, b, values of the channel), element by element.
    /// - Parameter values: up to four tensors of the shape `[channels]`.
    @inline(__always)
    static func map(
        _ a: Tensor, _ b: Tensor, withChannels values: [Tensor], _ f: (Vector, Vector, ChannelValues) -> Vector
    ) -> Tensor {
        let layout = channelRunLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let result = Storage(count: a.count)
        let (x, y, z) = (a.storage.start, b.storage.start, result.start)
        a.forEachChannelRun(values) { start, length, _, values in
            for place in stride(from: start, to: start + length - 15, by: 16) {
                store(f(load(x + place), load(y + place), values), z + place)
            }
            let rest = length % 16
            let last = start + length - rest
            store(f(load(x + last, rest), load(y + last, rest), values), z + last, rest)
        }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: a.shape, storage: result, layout: layout)
    }

    /// Σ f(a, b, values of the channel) over batch, height and width: `[channels]`. The pixels of an image are summed in
    /// single precision, the images together in double.
    @inline(__always)
    static func sumOfChannels(
        _ a: Tensor, _ b: Tensor, withChannels values: [Tensor] = [],
        _ f: (Vector, Vector, ChannelValues) -> Vector
    ) -> [Double] {
        let layout = channelRunLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let (x, y) = (a.storage.start, b.storage.start)
        var totals = [Double](repeating: 0, count: a.shape[1])
        a.forEachChannelRun(values) { start, length, channel, values in
            var sums = Vector.zero
            for place in stride(from: start, to: start + length - 15, by: 16) {
                sums += f(load(x + place), load(y + place), values)
            }
            let rest = length % 16
            let last = f(load(x + start + length - rest, rest), load(y + start + length - rest, rest), values)
            add(sums, last, rest, to: &totals, channel, layout)
        }
        withExtendedLifetime((a, b)) {}
        return totals
    }

    /// Σ (x − shift) and Σ (x − shift)² over batch, height and width, with a shift for each channel: `[channels]` each,
    /// in one pass.
    func shiftedSumsOfChannels(_ shift: Tensor) -> (sums: [Double], squares: [Double]) {
        let layout = Self.channelRunLayout(self, self)
        let a = arranged(layout)
        let x = a.storage.start
        var (totals, totalSquares) = ([Double](repeating: 0, count: shape[1]), [Double](repeating: 0, count: shape[1]))
        a.forEachChannelRun([shift]) { start, length, channel, values in
            var (sums, squares) = (Vector.zero, Vector.zero)
            for place in stride(from: start, to: start + length - 15, by: 16) {
                let difference = load(x + place) - values.first
                sums += difference
                squares += difference * difference
            }
            let rest = length % 16
            let last = load(x + start + length - rest, rest) - values.first
            Self.add(sums, last, rest, to: &totals, channel, layout)
            Self.add(squares, last * last, rest, to: &totalSquares, channel, layout)
        }
        withExtendedLifetime(a) {}
        return (totals, totalSquares)
    }

    /// Adds the sums of sixteen lanes, and the first lanes of what is left of a run, to those of their channels.
    @inline(__always)
    private static func add(
        _ sums: Vector, _ last: Vector, _ rest: Int, to totals: inout [Double], _ channel: Int, _ layout: Layout
    ) {
        var sums = sums
        for lane in 0..<rest { sums[lane] += last[lane] }
        for lane in 0..<16 { totals[channel + lane % layout.channelBlock] += Double(sums[lane]) }
    }

    /// Σ over batch, height and width: `[channels]`.
    func sumOfChannels() -> Tensor {
        @inline(__always) func value(_ x: Vector, _ y: Vector, _ values: ChannelValues) -> Vector { x }
        return Tensor([shape[1]], Self.sumOfChannels(self, self, value).map { Float($0) })
    }

    /// A layout whose blocks repeat in a vector of sixteen.
    private static func channelRunLayout(_ a: Tensor, _ b: Tensor) -> Layout {
        let layout = commonLayout(a, b)
        return [1, 4, 8, 16].contains(layout.channelBlock) ? layout : .rowMajor
    }

    /// Visits all pixels of one channel, or of one block of channels, of one image after the other: where in memory they
    /// start, how many numbers they are, and their first channel.
    @inline(__always)
    private func forEachChannelRun(
        _ values: [Tensor], _ body: (_ start: Int, _ length: Int, _ channel: Int, _ values: ChannelValues) -> Void
    ) {
        let block = layout.channelBlock
        let (length, runs) = (shape[2] * shape[3] * block, shape[1] / block)
        for run in 0..<runs {
            let values = ChannelValues(values, channel: run * block, block: block)
            for image in 0..<shape[0] { body((image * runs + run) * length, length, run * block, values) }
        }
    }
}

/// What belongs to the channels of sixteen neighboring numbers, in their order.
struct ChannelValues {
    private(set) var first = Vector.zero
    private(set) var second = Vector.zero
    private(set) var third = Vector.zero
    private(set) var fourth = Vector.zero

    fileprivate init(_ values: [Tensor], channel: Int, block: Int) {
        let places: [WritableKeyPath<ChannelValues, Vector>] = [\.first, \.second, \.third, \.fourth]
        for (place, tensor) in zip(places, values) {
            tensor.withScalars { scalars in
                for lane in 0..<16 { self[keyPath: place][lane] = scalars[channel + lane % block] }
            }
        }
    }
}

@inline(__always)
private func load(_ start: UnsafePointer<Float>) -> Vector { UnsafeRawPointer(start).loadUnaligned(as: Vector.self) }

@inline(__always)
private func load(_ start: UnsafePointer<Float>, _ count: Int) -> Vector {
    var vector = Vector.zero
    for lane in 0..<count { vector[lane] = start[lane] }
    return vector
}

@inline(__always)
private func store(_ vector: Vector, _ start: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(start).storeBytes(of: vector, as: Vector.self)
}

@inline(__always)
private func store(_ vector: Vector, _ start: UnsafeMutablePointer<Float>, _ count: Int) {
    for lane in 0..<count { start[lane] = vector[lane] }
}
