/// Each place of each image as a row of its channels: `[batch, channels, height, width]` to
/// `[batch · height · width, channels]`. ∂L/∂x is ∂L/∂y put back.
public func placesAsRows(_ x: Tensor) -> Tensor {
    guard x.shape.rank == 4 else { fatalError("places of the shape \(x.shape), which has not four axes") }
    let shape = x.shape
    let rows: Shape = [shape[0] * shape[2] * shape[3], shape[1]]
    guard let blocks = ChannelBlocks(x.shape, x.layout) else {
        return x.transpose([0, 2, 3, 1]).reshape(rows)
    }
    let y = Storage(count: rows.count)
    blocks.copyToRows(x.storage.start, y.start)
    withExtendedLifetime(x) {}
    return Tensor(shape: rows, storage: y).derived(from: x) { [rowsAsPlaces($0, shape)] }
}

/// The way back: `[batch · height · width, channels]` to the shape `[batch, channels, height, width]`.
public func rowsAsPlaces(_ y: Tensor, _ shape: Shape) -> Tensor {
    checkRows(y, shape)
    return y.reshape([shape[0], shape[2], shape[3], shape[1]]).transpose([0, 3, 1, 2])
}

/// The same in the shape of an image, and in its order in memory, so that both meet without another copy.
package func rowsAsPlaces(_ y: Tensor, like image: Tensor) -> Tensor {
    checkRows(y, image.shape)
    guard let blocks = ChannelBlocks(image.shape, image.layout) else { return rowsAsPlaces(y, image.shape) }
    let rows = y.plain
    let x = Storage(count: image.count)
    blocks.copyFromRows(rows.storage.start, x.start)
    withExtendedLifetime(rows) {}
    return Tensor(shape: image.shape, storage: x, layout: image.layout).derived(from: y) { [placesAsRows($0)] }
}

private func checkRows(_ y: Tensor, _ shape: Shape) {
    guard shape.rank == 4, y.shape == [shape[0] * shape[2] * shape[3], shape[1]] else {
        fatalError("rows of the shape \(y.shape) do not fill the shape \(shape)")
    }
}

/// Images whose channels lie side by side in blocks: a row of channels is one block of each, at the same place.
private struct ChannelBlocks {
    private let images: Int
    private let places: Int
    private let blocks: Int
    private let length: Int

    /// Nil for images in row-major order, and where the last block is not full.
    init?(_ shape: Shape, _ layout: Layout) {
        guard layout != .rowMajor, !layout.isPadded(shape), shape.count > 0 else { return nil }
        (images, places) = (shape[0], shape[2] * shape[3])
        (blocks, length) = (shape[1] / layout.channelBlock, layout.channelBlock)
    }

    func copyToRows(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
        forEachBlock { block, row in
            copyBlocks(places, of: length, from: x + block, stride: length, to: y + row, stride: blocks * length)
        }
    }

    func copyFromRows(_ y: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>) {
        forEachBlock { block, row in
            copyBlocks(places, of: length, from: y + row, stride: blocks * length, to: x + block, stride: length)
        }
    }

    /// Visits the blocks of all images: where each begins, and where it begins in the image's first row.
    private func forEachBlock(_ body: (_ block: Int, _ row: Int) -> Void) {
        sharedLoop(over: images, inPartsOf: 16) { part in
            for image in part {
                for block in 0..<blocks {
                    body((image * blocks + block) * places * length, (image * places * blocks + block) * length)
                }
            }
        }
    }
}
