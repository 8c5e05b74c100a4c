extension Tensor {
    /// Places of one axis, in the order of their indices: `[…, length, …]` to `[…, indices.count, …]`. ∂L/∂x adds up
    /// ∂L/∂y of every place that an index stands at, in the order of the places.
    ///
    /// - Parameter axis: the batch where none is given; counts from the end where it is negative.
    /// - Precondition: each index is a place of the axis.
    public func take(_ indices: some Collection<Int>, axis: Int = 0) -> Tensor {
        let (shape, axis) = (shape, shape.place(ofAxis: axis))
        for index in indices where index < 0 || index >= shape[axis] {
            fatalError("\(axis == 0 ? "sample" : "place") \(index) of axis \(axis) of a tensor of the shape \(shape)")
        }
        let y = gathered(indices, axis)
        guard isDerived else { return y }
        let places = Array(indices)
        return y.derived(from: self) { [$0.scattered(places, shape, axis)] }
    }

    private func gathered(_ indices: some Collection<Int>, _ axis: Int) -> Tensor {
        let (x, view) = (plain, AxisView(shape, axis: axis))
        return Tensor(shape.withLength(indices.count, ofAxis: axis)) { target in
            guard var place = target.baseAddress else { return }
            for block in 0..<view.outer {
                let start = x.storage.start + block * view.length * view.inner
                for index in indices {
                    place.update(from: start + index * view.inner, count: view.inner)
                    place += view.inner
                }
            }
            withExtendedLifetime(x) {}
        }
    }

    /// The way back: the sums of all places that have one index.
    fileprivate func scattered(_ indices: [Int], _ shape: Shape, _ axis: Int) -> Tensor {
        let (gradient, view) = (plain, AxisView(shape, axis: axis))
        return Tensor(shape) { target in
            target.initialize(repeating: 0)
            guard let sums = target.baseAddress else { return }
            var place = UnsafePointer(gradient.storage.start)
            for block in 0..<view.outer {
                let start = sums + block * view.length * view.inner
                for index in indices {
                    addBlock(place, to: start + index * view.inner, count: view.inner)
                    place += view.inner
                }
            }
            withExtendedLifetime(gradient) {}
        }
    }
}

/// Rows of a table: `[entries, features]` to `[indices.count, features]`. ∂L/∂table adds up ∂L/∂y of every place that an
/// entry stands at, in the order of the places.
/// - Precondition: each index is the place of an entry.
public func embedding(_ table: Tensor, _ indices: [Int]) -> Tensor {
    guard table.shape.rank == 2 else { fatalError("rows of the shape \(table.shape), which is no matrix") }
    for (place, index) in indices.enumerated() where index < 0 || index >= table.shape[0] {
        fatalError("index \(index) at place \(place), of a table of \(table.shape[0]) entries")
    }
    return table.take(indices)
}

/// The way back of an embedding: the sum of all rows that stand at one index, for each of `count` indices. A constant.
/// - Precondition: each index is below the count, and there is one for each row.
package func sumsOfRows(_ rows: Tensor, at indices: [Int], of count: Int) -> Tensor {
    rows.detached.scattered(indices, rows.shape.withBatch(count), 0)
}

/// A row for each label, 1 at the label's place and 0 elsewhere: `[labels.count, classes]`. A constant.
/// - Precondition: each label is one of the classes, which count from 0.
public func oneHot(_ labels: [Int], classes: Int) -> Tensor {
    checkLabels(labels, classes: classes)
    return Tensor([labels.count, classes]) { target in
        target.initialize(repeating: 0)
        for (sample, label) in labels.enumerated() { target[sample * classes + label] = 1 }
    }
}

/// - Precondition: each label is one of the classes, which count from 0.
func checkLabels(_ labels: [Int], classes: Int) {
    for (sample, label) in labels.enumerated() where label < 0 || label >= classes {
        fatalError("label \(label) of sample \(sample) is none of \(classes) classes, which count from 0")
    }
}
