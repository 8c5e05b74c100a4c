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
        let (pixels, windows) = (wide[2] * wide[3], narrow[2] * narrow[3])
        sharedLoop(over: wide[0] * wide[1], inPartsOf: max(1, (1 << 13) / max(1, windows))) { images in
            for image in images {
                var place = image * windows
                for row in 0..<narrow[2] {
                    let rows = window(row, 2)
                    for column in 0..<narrow[3] {
                        body(place, image * pixels, rows, window(column, 3))
                        place += 1
                    }
                }
            }
        }
    }

    /// The wide pixels along an axis that a narrow one is made of; those of the padding are left out.
    @inline(__always)
    private func window(_ place: Int, _ axis: Int) -> Range<Int> {
        let start = place * stride[axis] - padding[axis]
        return max(start, 0)..<min(start + kernel[axis], wide[axis])
    }
}
