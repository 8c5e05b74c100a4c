/// The adjoint of a convolution to an image of few channels: a matrix product gives what each narrow pixel adds to each
/// tap of its patch, `[taps, pixels]`, and the patches are added up where they overlap.
///
/// - Parameters:
///   - narrow: `[batch, narrow channels, height, width]`
///   - weight: `[narrow channels, wide channels, kernel height, kernel width]`
///   - bias: `[wide channels]`, 0 where it is nil
/// - Returns: `[batch, wide channels, height, width]`, row-major.
func spread(_ narrow: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry) -> Tensor {
    let channels = geometry.narrow[1]
    let pixels = geometry.narrow[2] * geometry.narrow[3]
    let taps = geometry.weight.count / channels
    let wide = Tensor(geometry.wide) { fill($0, bias, geometry.wide) }
    let source = narrow.arranged(Layout(channelBlock: channels))
    let weights = MatrixView(weight.storage.start, rows: channels, columns: taps, transposed: true)
    // As many images at once as leave the products in the processor's cache.
    let group = max(1, (1 << 16) / (taps * pixels))
    sharedLoop(over: geometry.wide[0], inPartsOf: group) { images in
        let products = Storage(count: taps * pixels * images.count)
        let start = source.storage.start + images.lowerBound * pixels * channels
        multiply(
            Multiplication(
                weights, MatrixView(start, rows: images.count * pixels, columns: channels, transposed: true),
                into: products.start))
        for (place, image) in images.enumerated() {
            addPatches(products.start + place * pixels, of: images.count, to: wide, image, geometry)
        }
    }
    withExtendedLifetime((source, weight)) {}
    return wide
}

private func fill(_ wide: UnsafeMutableBufferPointer<Float>, _ bias: Tensor?, _ shape: Shape) {
    let pixels = shape[2] * shape[3]
    for plane in 0..<shape[0] * shape[1] {
        let value = bias.map { $0.storage.start[plane % shape[1]] } ?? 0
        (wide.baseAddress! + plane * pixels).initialize(repeating: value, count: pixels)
    }
}

/// Adds all taps of one image's pixels to the wide image, row by row.
private func addPatches(
    _ products: UnsafePointer<Float>, of images: Int, to wide: Tensor, _ image: Int, _ geometry: ConvolutionGeometry
) {
    let (height, width) = (geometry.wide[2], geometry.wide[3])
    let (step, padding) = (geometry.stride, geometry.padding)
    let rowLength = geometry.narrow[3]
    var tap = products
    for channel in 0..<geometry.wide[1] {
        let plane = wide.storage.start + (image * geometry.wide[1] + channel) * height * width
        for u in 0..<geometry.weight[2] {
            let rows = geometry.narrowPixels(along: 2, of: u)
            for v in 0..<geometry.weight[3] {
                let columns = geometry.narrowPixels(along: 3, of: v)
                for row in rows where !columns.isEmpty {
                    let target = plane + (row * step.height + u - padding.height) * width + v - padding.width
                    for column in columns { target[column * step.width] += tap[row * rowLength + column] }
                }
                tap += images * geometry.narrow[2] * rowLength
            }
        }
    }
}

extension ConvolutionGeometry {
    /// The narrow pixels whose tap at this place of the kernel lies inside the wide image.
    fileprivate func narrowPixels(along axis: Int, of tap: Int) -> Range<Int> {
        let (stride, padding) = (stride[axis], padding[axis])
        let first = max(0, (padding - tap + stride - 1) / stride)
        let last = (wide[axis] - 1 + padding - tap) / stride
        return first..<max(first, min(narrow[axis], wide[axis] - 1 + padding - tap < 0 ? 0 : last + 1))
    }
}
