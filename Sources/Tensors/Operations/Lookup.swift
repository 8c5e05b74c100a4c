/// Rows of a table: `[entries, features]` to `[indices.count, features]`. ∂L/∂table adds up ∂L/∂y of every place that an
/// entry stands at, in the order of the places.
/// - Precondition: each index is the place of an entry.
public func rows(of table: Tensor, at indices: [Int]) -> Tensor {
    guard table.shape.rank == 2 else { fatalError("rows of the shape \(table.shape), which is no matrix") }
    let (shape, features) = (table.shape, table.shape[1])
    return table.take(indices).derived(from: table) { gradient in
        var sums = [Float](repeating: 0, count: shape.count)
        gradient.withScalars { scalars in
            for (place, index) in indices.enumerated() {
                for feature in 0..<features { sums[index * features + feature] += scalars[place * features + feature] }
            }
        }
        return [Tensor(shape, sums)]
    }
}

/// Each place of each image as a row of its channels: `[batch, channels, height, width]` to
/// `[batch · height · width, channels]`. ∂L/∂x is ∂L/∂y put back.
public func placesAsRows(_ x: Tensor) -> Tensor {
    guard x.shape.rank == 4 else { fatalError("places of the shape \(x.shape), which has not four axes") }
    let shape = x.shape
    let y = reordered(x, to: [shape[0] * shape[2] * shape[3], shape[1]], shape, toRows: true)
    return y.derived(from: x) { [reordered($0, to: shape, shape, toRows: false)] }
}

/// The way back: `[batch · height · width, channels]` to the shape `[batch, channels, height, width]`.
public func rowsAsPlaces(_ y: Tensor, _ shape: Shape) -> Tensor {
    guard shape.rank == 4, y.shape == [shape[0] * shape[2] * shape[3], shape[1]] else {
        fatalError("rows of the shape \(y.shape) do not fill the shape \(shape)")
    }
    return reordered(y, to: shape, shape, toRows: false)
        .derived(from: y) { [reordered($0, to: [shape[0] * shape[2] * shape[3], shape[1]], shape, toRows: true)] }
}

private func reordered(_ source: Tensor, to target: Shape, _ images: Shape, toRows: Bool) -> Tensor {
    let (channels, places) = (images[1], images[2] * images[3])
    return Tensor(target) { result in
        source.withScalars { scalars in
            for image in 0..<images[0] {
                for channel in 0..<channels {
                    for place in 0..<places {
                        let plain = (image * channels + channel) * places + place
                        let row = (image * places + place) * channels + channel
                        if toRows { result[row] = scalars[plain] } else { result[plain] = scalars[row] }
                    }
                }
            }
        }
    }
}
