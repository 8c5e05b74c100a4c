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
        let length = a.channelRunLength
        a.forEachChannelRun(values) { _, values, start in
            for image in 0..<a.shape[0] {
                let (u, v, w) = (x + start(image), y + start(image), z + start(image))
                for place in stride(from: 0, to: length - 15, by: 16) {
                    storeVector(f(loadVector(u + place), loadVector(v + place), values), w + place)
                }
                // What is left is stored alone: behind it another core may have stored its own.
                guard length % 16 > 0 else { continue }
                let last = length - length % 16
                store(f(loadVector(u + last), loadVector(v + last), values), w + last, length % 16)
            }
        }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: a.shape, storage: result, layout: layout)
    }

    /// Σ f(a, b, values of the channel) over batch, height and width, of both numbers that f gives: `[channels]` each. The
    /// pixels of an image are summed in single precision, the images together in double.
    /// - Parameter step: from one image to the next; 1 for all.
    @inline(__always)
    static func sumsOfChannels(
        _ a: Tensor, _ b: Tensor, withChannels values: [Tensor] = [], everyImage step: Int = 1,
        _ f: (Vector, Vector, ChannelValues) -> (Vector, Vector)
    ) -> (first: [Double], second: [Double]) {
        let layout = channelRunLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let (x, y) = (a.storage.start, b.storage.start)
        let (length, block, channels) = (a.channelRunLength, layout.channelBlock, a.shape[1])
        let totals = [Double](unsafeUninitializedCapacity: 2 * channels) { totals, count in
            count = 2 * channels
            guard let totals = totals.baseAddress else { return }
            a.forEachChannelRun(values) { channel, values, start in
                var (firsts, seconds) = (SIMD16<Double>.zero, SIMD16<Double>.zero)
                for image in stride(from: 0, to: a.shape[0], by: step) {
                    let (u, v) = (x + start(image), y + start(image))
                    var sums = (Vector.zero, Vector.zero)
                    for place in stride(from: 0, to: length - 15, by: 16) {
                        let (first, second) = f(loadVector(u + place), loadVector(v + place), values)
                        sums.0 += first
                        sums.1 += second
                    }
                    if length % 16 > 0 {
                        let last = length - length % 16
                        let (first, second) = f(loadVector(u + last), loadVector(v + last), values)
                        sums.0 += first.cleared(from: length % 16)
                        sums.1 += second.cleared(from: length % 16)
                    }
                    firsts.addChannels(sums.0, block)
                    seconds.addChannels(sums.1, block)
                }
                for lane in 0..<block {
                    (totals + channel + lane).initialize(to: firsts[lane])
                    (totals + channels + channel + lane).initialize(to: seconds[lane])
                }
            }
        }
        withExtendedLifetime((a, b)) {}
        return (Array(totals[..<channels]), Array(totals[channels...]))
    }

    /// Σ over batch, height and width: `[channels]`.
    func sumOfChannels() -> Tensor {
        let sums = Self.sumsOfChannels(self, self) { x, _, _ in (x, x) }.first
        return Tensor([shape[1]], sums.map { Float($0) })
    }

    /// A layout whose blocks repeat in a vector of sixteen.
    private static func channelRunLayout(_ a: Tensor, _ b: Tensor) -> Layout {
        let layout = commonLayout(a, b)
        return [1, 4, 8, 16].contains(layout.channelBlock) ? layout : .rowMajor
    }

    /// How many numbers lie side by side of one channel, or of one block of channels, of an image.
    private var channelRunLength: Int { shape[2] * shape[3] * layout.channelBlock }

    /// Visits the channels, or blocks of channels, side by side where cores are lent: the first channel, its values, and
    /// where in memory its numbers start in an image.
    @inline(__always)
    private func forEachChannelRun(
        _ values: [Tensor], _ body: (_ channel: Int, _ values: ChannelValues, _ start: (Int) -> Int) -> Void
    ) {
        let (block, length) = (layout.channelBlock, channelRunLength)
        let runs = shape[1] / block
        sharedLoop(runs) { run in
            body(run * block, ChannelValues(values, channel: run * block, block: block)) { ($0 * runs + run) * length }
        }
    }
}

/// What belongs to the channels of sixteen neighboring numbers, in their order.
struct ChannelValues {
    let first: Vector
    let second: Vector
    let third: Vector
    let fourth: Vector

    fileprivate init(_ values: [Tensor], channel: Int, block: Int) {
        func vector(_ place: Int) -> Vector {
            var vector = Vector.zero
            guard place < values.count else { return vector }
            let start = values[place].storage.start + channel
            for lane in 0..<16 { vector[lane] = start[lane % block] }
            return vector
        }
        (first, second, third, fourth) = (vector(0), vector(1), vector(2), vector(3))
    }
}

extension SIMD16<Double> {
    /// Adds sixteen lanes to those of their channels, which are the first ones, in the lanes' order.
    @inline(__always)
    fileprivate mutating func addChannels(_ sums: Vector, _ block: Int) {
        let wide = SIMD16<Double>(sums)
        switch block {
        case 16: self += wide
        case 8:
            lowHalf += wide.lowHalf
            lowHalf += wide.highHalf
        case 1:
            var total = self[0]
            for lane in 0..<16 { total += wide[lane] }
            self[0] = total
        default: for lane in 0..<16 { self[lane % block] += wide[lane] }
        }
    }
}

/// The first lanes alone.
@inline(__always)
private func store(_ vector: Vector, _ start: UnsafeMutablePointer<Float>, _ count: Int) {
    guard count != 8 else {
        return UnsafeMutableRawPointer(start).storeBytes(of: vector.lowHalf, as: SIMD8<Float>.self)
    }
    for lane in 0..<count { start[lane] = vector[lane] }
}
