/// The largest pixel of each window.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - kernel: the window's size, on both axes or for each
///   - stride: pixels from one window to the next; the kernel's size where there is none
///   - padding: pixels of −∞ on each of the four sides, or above and below and to the left and right; at most half the
///     kernel
/// - Returns: `[batch, channels, ⌊(height + 2 · padding − kernel) / stride⌋ + 1, likewise the width]`: pixels that fill no
///   window are dropped. ∂L/∂x adds ∂L/∂y up at each window's largest pixel, the first in row-major order of several.
/// - Precondition: the lengths fit.
public func maxPool2d(
    _ x: Tensor, kernel: some PerAxis, stride: (any PerAxis)? = nil, padding: some PerAxis = 0
) -> Tensor {
    let geometry = PoolGeometry(
        x.shape, kernel: kernel.pair, stride: (stride ?? kernel).pair, padding: padding.pair, of: "maxPool2d")
    let (values, places) = (Storage(count: geometry.narrow.count), Storage(count: geometry.narrow.count))
    let marks = UnsafeMutableRawPointer(places.start).bindMemory(to: Int32.self, capacity: geometry.narrow.count)
    let (plain, width) = (x.plain, x.shape[3])
    let source = plain.storage.start
    geometry.forEachWindow { place, image, rows, columns in
        let best = placeOfLargest(source + image, rows, columns, width)
        values.start[place] = source[image + best]
        marks[place] = Int32(best)
    }
    withExtendedLifetime((plain, places)) {}
    return Tensor(shape: geometry.narrow, storage: values).derived(from: x) { gradient in
        let (dy, derivative) = (gradient.plain, Tensor.zeros(geometry.wide))
        let (marks, target) = (UnsafeRawPointer(places.start), derivative.storage.start)
        geometry.forEachWindow { place, image, _, _ in
            let best = marks.load(fromByteOffset: place * MemoryLayout<Int32>.stride, as: Int32.self)
            target[image + Int(best)] += dy.storage.start[place]
        }
        withExtendedLifetime((dy, places)) {}
        return [derivative]
    }
}

/// The first of the largest pixels of a window, or one that is no number. Without a branch, which would be taken at
/// random.
@inline(__always)
private func placeOfLargest(
    _ image: UnsafePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>, _ width: Int
) -> Int {
    var best = rows.lowerBound * width + columns.lowerBound
    var value = image[best]
    var check: Float = 0
    var row = rows.lowerBound
    while row < rows.upperBound {
        var column = columns.lowerBound
        while column < columns.upperBound {
            let place = row * width + column
            let next = image[place]
            let isLarger = next > value
            value = isLarger ? next : value
            best = isLarger ? place : best
            check += next * 0
            column += 1
        }
        row += 1
    }
    // Finite numbers leave 0.
    return check == 0 ? best : placeOfMissing(image, rows, columns, width) ?? best
}

/// The first pixel of a window that is no number; nil where there is none.
private func placeOfMissing(
    _ image: UnsafePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>, _ width: Int
) -> Int? {
    for row in rows {
        for column in columns where image[row * width + column].isNaN { return row * width + column }
    }
    return nil
}

/// The mean of each window's pixels; those of the padding count as zeros, as in PyTorch.
///
/// - Parameters: as of ``maxPool2d(_:kernel:stride:padding:)``, but with zeros around the image.
/// - Returns: the shape of ``maxPool2d(_:kernel:stride:padding:)``. ∂L/∂x adds ∂L/∂y / (the kernel's area) up over each
///   window.
/// - Precondition: the lengths fit.
public func avgPool2d(
    _ x: Tensor, kernel: some PerAxis, stride: (any PerAxis)? = nil, padding: some PerAxis = 0
) -> Tensor {
    let geometry = PoolGeometry(
        x.shape, kernel: kernel.pair, stride: (stride ?? kernel).pair, padding: padding.pair, of: "avgPool2d")
    let share = 1 / Float(geometry.kernel.height * geometry.kernel.width)
    let (y, plain, width) = (Storage(count: geometry.narrow.count), x.plain, x.shape[3])
    let source = plain.storage.start
    geometry.forEachWindow { place, image, rows, columns in
        var sum: Float = 0
        for row in rows {
            for column in columns { sum += source[image + row * width + column] }
        }
        y.start[place] = sum * share
    }
    withExtendedLifetime(plain) {}
    return Tensor(shape: geometry.narrow, storage: y).derived(from: x) { gradient in
        let (dy, derivative) = (gradient.plain, Tensor.zeros(geometry.wide))
        let target = derivative.storage.start
        geometry.forEachWindow { place, image, rows, columns in
            let part = dy.storage.start[place] * share
            for row in rows {
                for column in columns { target[image + row * width + column] += part }
            }
        }
        withExtendedLifetime(dy) {}
        return [derivative]
    }
}

/// Each pixel repeated to a block of pixels: `[batch, channels, height, width]` to
/// `[batch, channels, height · scale, width · scale]`, with a scale for both axes or for each. ∂L/∂x sums ∂L/∂y over each
/// block.
/// - Precondition: the scales are at least 1.
public func upsampleNearest(_ x: Tensor, scale: some PerAxis) -> Tensor {
    let (shape, scale) = (x.shape, scale.pair)
    guard shape.rank == 4, scale.allSatisfy({ $0 > 0 }) else {
        fatalError("an image of the shape \(shape) cannot be enlarged by \(scale)")
    }
    let wide: Shape = [shape[0], shape[1], shape[2] * scale.height, shape[3] * scale.width]
    let (plain, width) = (x.plain, wide[3])
    let y = Tensor(wide) { target in
        guard let target = target.baseAddress else { return }
        for row in 0..<shape[0] * shape[1] * shape[2] {
            let (line, source) = (target + row * scale.height * width, plain.storage.start + row * shape[3])
            for column in 0..<shape[3] {
                (line + column * scale.width).initialize(repeating: source[column], count: scale.width)
            }
            for copy in 1..<max(scale.height, 1) { (line + copy * width).update(from: line, count: width) }
        }
        withExtendedLifetime(plain) {}
    }
    return y.derived(from: x) { [blockSums($0.plain, shape, scale)] }
}

private func blockSums(_ y: Tensor, _ shape: Shape, _ scale: Pair) -> Tensor {
    let width = shape[3] * scale.width
    return Tensor(shape) { target in
        for row in 0..<shape[0] * shape[1] * shape[2] {
            let block = y.storage.start + row * scale.height * width
            for column in 0..<shape[3] {
                var sum: Float = 0
                for line in 0..<scale.height {
                    for place in 0..<scale.width { sum += block[line * width + column * scale.width + place] }
                }
                target[row * shape[3] + column] = sum
            }
        }
    }
}
