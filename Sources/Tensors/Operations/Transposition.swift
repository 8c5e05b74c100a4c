extension Tensor {
    /// [rows, columns] → [columns, rows]. ∂L/∂x is the transpose of ∂L/∂y.
    public func transpose() -> Tensor {
        guard shape.rank == 2 else {
            fatalError("the transpose of the shape \(shape), which is no matrix; transpose([…]) takes any axes")
        }
        return transpose([1, 0])
    }

    /// The axes in another order: y's axis i is x's axis `axes[i]`, so that `[n, c, h, w]` becomes `[n, h, w, c]` for
    /// [0, 2, 3, 1]. ∂L/∂x is ∂L/∂y with its axes put back.
    ///
    /// - Parameter axes: each counts from 0, or from the end where it is negative.
    /// - Precondition: each axis is named once.
    public func transpose(_ axes: [Int]) -> Tensor {
        let order = axes.map { shape.place(ofAxis: $0) }
        guard order.sorted() == Array(0..<shape.rank) else {
            fatalError("the axes \(axes) of the shape \(shape): each must be named once")
        }
        let back = order.indices.map { axis in order.firstIndex(of: axis)! }
        return ordered(order).derived(from: self) { [$0.transpose(back)] }
    }

    private func ordered(_ order: [Int]) -> Tensor {
        let x = plain
        let target = Shape(order.map { shape[$0] })
        let axes = AxisPair.merged(shape, order)
        guard axes.count > 1 else { return Tensor(shape: target, storage: x.storage) }
        let y = Storage(count: count)
        axes.copy(from: x.storage.start, to: y.start)
        withExtendedLifetime(x) {}
        return Tensor(shape: target, storage: y)
    }
}

/// An axis of a tensor and of its copy in another order: its length, and the steps along it in both.
private struct AxisPair {
    var length: Int
    var source: Int
    var target: Int

    /// The axes in the order of the copy; those that lie side by side in both count as one, and those of one place not.
    static func merged(_ shape: Shape, _ order: [Int]) -> [AxisPair] {
        var axes: [AxisPair] = []
        for axis in order where shape[axis] != 1 {
            let step = AxisView(shape, axis: axis).inner
            if let last = axes.last, last.source == shape[axis] * step {
                axes[axes.count - 1] = AxisPair(length: last.length * shape[axis], source: step, target: 1)
            } else {
                axes.append(AxisPair(length: shape[axis], source: step, target: 1))
            }
        }
        for place in axes.indices.dropLast().reversed() {
            axes[place].target = axes[place + 1].target * axes[place + 1].length
        }
        return axes
    }
}

extension [AxisPair] {
    /// Copies all elements. Where the last axis is not the same in both, each of the pieces is a matrix to transpose:
    /// of the axis that is last in the source, and of the one that is last in the target.
    func copy(from source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
        let last = self[count - 1]
        guard last.source != 1, let near = firstIndex(where: { $0.source == 1 }) else {
            return forEachPlace(of: self[..<(count - 1)]) {
                (target + $1).update(from: source + $0, count: last.length)
            }
        }
        let columns = self[near]
        let others = self[..<near] + self[(near + 1)..<(count - 1)]
        forEachPlace(of: others) { from, to in
            sharedLoop(over: columns.length, inPartsOf: Swift.max(32, (1 << 16) / Swift.max(1, last.length))) { part in
                transposeBlock(
                    rows: last.length, columns: part.count, from: source + from + part.lowerBound,
                    stride: last.source, to: target + to + part.lowerBound * columns.target, stride: columns.target)
            }
        }
    }

    /// Calls `body` with the offsets of each place along the given axes.
    private func forEachPlace(of axes: ArraySlice<AxisPair>, _ body: (_ source: Int, _ target: Int) -> Void) {
        guard let axis = axes.first else { return body(0, 0) }
        for place in 0..<axis.length {
            forEachPlace(of: axes.dropFirst()) { body(place * axis.source + $0, place * axis.target + $1) }
        }
    }
}
