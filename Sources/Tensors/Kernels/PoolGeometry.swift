/// The windows of a pooling over images.
struct PoolGeometry: Sendable {
    /// `[batch, channels, height, width]`
    let wide: Shape
    /// `[batch, channels, ⌊(height + 2 · padding − kernel) / stride⌋ + 1, likewise the width]`
    let narrow: Shape
    let kernel: Pair
    let stride: Pair
    let padding: Pair

    init(_ wide: Shape, kernel: Pair, stride: Pair, padding: Pair, of operation: String) {
        guard wide.rank == 4, kernel.allSatisfy({ $0 > 0 }), stride.allSatisfy({ $0 > 0 }),
            (2...3).allSatisfy({
                padding[$0] >= 0 && 2 * padding[$0] <= kernel[$0] && wide[$0] + 2 * padding[$0] >= kernel[$0]
            })
        else {
            fatalError(
                "an image of the shape \(wide) does not fit \(operation) with kernel \(kernel), stride \(stride) and "
                    + "padding \(padding), which may be at most half the kernel")
        }
        func narrowed(_ axis: Int) -> Int { (wide[axis] + 2 * padding[axis] - kernel[axis]) / stride[axis] + 1 }
        self.wide = wide
        narrow = [wide[0], wide[1], narrowed(2), narrowed(3)]
        (self.kernel, self.stride, self.padding) = (kernel, stride, padding)
    }

    /// Calls `body` for each pixel of the narrow images: its place among all, where its image begins among the wide pixels,
    /// and the window within that image.
    @inline(__always)
    func forEachWindow(_ body: (_ place: Int, _ image: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void) {
        let (pixels, height, width) = (wide[2] * wide[3], narrow[2], narrow[3])
        let (rowWindows, columnWindows) = (windows(2), windows(3))
        sharedLoop(over: wide[0] * wide[1], inPartsOf: max(1, (1 << 13) / max(1, height * width))) { images in
            for image in images {
                var place = image * height * width
                for row in 0..<height {
                    for column in 0..<width {
                        body(place, image * pixels, rowWindows[row], columnWindows[column])
                        place += 1
                    }
                }
            }
        }
    }

    /// The wide pixels along an axis that each narrow one is made of; those of the padding are left out.
    private func windows(_ axis: Int) -> [Range<Int>] {
        (0..<narrow[axis]).map { place in
            let start = place * stride[axis] - padding[axis]
            return max(start, 0)..<min(start + kernel[axis], wide[axis])
        }
    }
}
