/// Passes over the channels of images, `[batch, channels, height, width]`, plain or in channel blocks. The results are
/// constants.
extension Tensor {
    /// f(a, b, values of the channel), element by element.
    /// - Parameter values: up to five tensors of the shape `[channels]`.
    @inline(__always)
    static func map(
        _ a: Tensor, _ b: Tensor, withChannels values: [Tensor], _ pass: (ChannelPart) -> Passed
    ) -> Tensor {
        let layout = channelRunLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let result = Storage(count: a.count)
        let (x, y, z) = (a.storage.start, b.storage.start, result.start)
        let length = a.channelRunLength
        a.forEachChannelPart { part in
            let values = ChannelValues(values, part)
            for image in part.images {
                let start = part.start(image)
                _ = pass(ChannelPart(x: x + start, y: y + start, z: z + start, length: length, values: values))
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
        _ pass: (ChannelSumPart) -> (Vector, Vector)
    ) -> (first: [Double], second: [Double]) {
        let layout = channelRunLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let (x, y) = (a.storage.start, b.storage.start)
        let (length, block, channels) = (a.channelRunLength, layout.channelBlock, a.shape[1])
        let sums = Storage(count: a.channelPartCount * 2 * doublesInPart)
        let partSums = UnsafeMutableRawPointer(sums.start).bindMemory(
            to: Double.self, capacity: a.channelPartCount * doublesInPart)
        a.forEachChannelPart { part in
            let values = ChannelValues(values, part)
            var (firsts, seconds) = (SIMD16<Double>.zero, SIMD16<Double>.zero)
            for image in part.images where image % step == 0 {
                let start = part.start(image)
                let sums = pass(ChannelSumPart(x: x + start, y: y + start, length: length, values: values))
                firsts.addChannels(sums.0, block)
                seconds.addChannels(sums.1, block)
            }
            let target = partSums + part.number * doublesInPart
            for lane in 0..<block { (target[lane], target[16 + lane]) = (firsts[lane], seconds[lane]) }
        }
        var (first, second) = ([Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels))
        for part in 0..<a.channelPartCount {
            let channel = part / a.imageGroupCount * block
            for lane in 0..<block {
                first[channel + lane] += partSums[part * doublesInPart + lane]
                second[channel + lane] += partSums[part * doublesInPart + 16 + lane]
            }
        }
        withExtendedLifetime((a, b)) {}
        return (first, second)
    }

    /// Σ over batch, height and width: `[channels]`.
    func sumOfChannels() -> Tensor {
        @inline(__always) func itself(_ x: Vector, _: Vector, _: ChannelValues) -> (Vector, Vector) { (x, x) }
        let sums = Self.sumsOfChannels(self, self) { $0.sums(itself) }.first
        return Tensor([shape[1]], sums.map { Float($0) })
    }

    /// A layout whose blocks repeat in a vector of sixteen.
    private static func channelRunLayout(_ a: Tensor, _ b: Tensor) -> Layout {
        let layout = commonLayout(a, b)
        return [1, 4, 8, 16].contains(layout.channelBlock) ? layout : .rowMajor
    }

    /// How many numbers lie side by side of one channel, or of one block of channels, of an image.
    private var channelRunLength: Int { shape[2] * shape[3] * layout.channelBlock }

    /// How many images a part has: 64 KB of their numbers at least, so that it is worth another core's while.
    private var imagesInGroup: Int { Swift.max(1, (1 << 14) / Swift.max(1, channelRunLength)) }

    private var imageGroupCount: Int { (shape[0] + imagesInGroup - 1) / imagesInGroup }

    private var channelPartCount: Int { shape[1] / layout.channelBlock * imageGroupCount }

    /// Visits some images of a channel, or of a block of channels, side by side where cores are lent. The parts are the
    /// same however many cores there are.
    private func forEachChannelPart(_ body: (ChannelImages) -> Void) {
        let (block, length, runs) = (layout.channelBlock, channelRunLength, shape[1] / layout.channelBlock)
        let (groups, size) = (imageGroupCount, imagesInGroup)
        sharedLoop(channelPartCount) { number in
            let (run, group) = (number / groups, number % groups)
            let images = group * size..<Swift.min((group + 1) * size, shape[0])
            body(ChannelImages(number: number, run: run, runs: runs, images: images, block: block, length: length))
        }
    }
}

/// Two sums of a part's channels, sixteen at most.
private let doublesInPart = 32

/// Some images of a channel, or of a block of channels.
private struct ChannelImages {
    let number: Int
    let run: Int
    let runs: Int
    let images: Range<Int>
    let block: Int
    let length: Int

    var channel: Int { run * block }

    /// Where in memory the numbers of an image start.
    func start(_ image: Int) -> Int { (image * runs + run) * length }
}

/// One channel, or block of channels, of one image, in a pass from x and y to z.
struct ChannelPart {
    fileprivate let x, y, z: UnsafeMutablePointer<Float>
    fileprivate let length: Int
    fileprivate let values: ChannelValues

    @inline(__always)
    func each(_ f: (Vector, Vector, ChannelValues) -> Vector) -> Passed {
        var place = 0
        while place + 16 <= length {
            storeVector(f(loadVector(x + place), loadVector(y + place), values), z + place)
            place += 16
        }
        // What is left is stored alone: behind it another core may have stored its own.
        if place < length {
            store(f(loadVector(x + place), loadVector(y + place), values), z + place, length - place)
        }
        return Passed()
    }
}

/// One channel, or block of channels, of one image, in a sum over x and y.
struct ChannelSumPart {
    fileprivate let x, y: UnsafeMutablePointer<Float>
    fileprivate let length: Int
    fileprivate let values: ChannelValues

    @inline(__always)
    func sums(_ f: (Vector, Vector, ChannelValues) -> (Vector, Vector)) -> (Vector, Vector) {
        var sums = (Vector.zero, Vector.zero)
        var place = 0
        while place + 16 <= length {
            let (first, second) = f(loadVector(x + place), loadVector(y + place), values)
            sums.0 += first
            sums.1 += second
            place += 16
        }
        if place < length {
            let (first, second) = f(loadVector(x + place), loadVector(y + place), values)
            sums.0 += first.cleared(from: length - place)
            sums.1 += second.cleared(from: length - place)
        }
        return sums
    }
}

/// What belongs to the channels of sixteen neighboring numbers, in their order.
struct ChannelValues {
    let first: Vector
    let second: Vector
    let third: Vector
    let fourth: Vector
    let fifth: Vector

    fileprivate init(_ values: [Tensor], _ images: ChannelImages) {
        let (channel, block) = (images.channel, images.block)
        func vector(_ place: Int) -> Vector {
            var vector = Vector.zero
            guard place < values.count else { return vector }
            let start = values[place].storage.start + channel
            for lane in 0..<16 { vector[lane] = start[lane % block] }
            return vector
        }
        (first, second, third, fourth, fifth) = (vector(0), vector(1), vector(2), vector(3), vector(4))
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
