extension Shape {
    /// The place of an axis, which counts from 0, or where it is negative from the end: −1 is the last one.
    func place(ofAxis axis: Int) -> Int {
        let place = axis < 0 ? axis + rank : axis
        guard (0..<rank).contains(place) else {
            fatalError("axis \(axis) of the shape \(self), which has \(rank) axes")
        }
        return place
    }

    /// The places of several axes, in ascending order.
    func places(ofAxes axes: [Int]) -> [Int] {
        let places = axes.map { place(ofAxis: $0) }.sorted()
        guard Set(places).count == places.count else {
            fatalError("the axes \(axes) of the shape \(self) name one axis twice")
        }
        return places
    }

    /// The same shape with another length of one axis.
    func withLength(_ length: Int, ofAxis axis: Int) -> Shape {
        var lengths = array
        lengths[axis] = length
        return Shape(lengths)
    }

    /// The same shape without one axis.
    func without(axis: Int) -> Shape {
        var lengths = array
        lengths.remove(at: axis)
        return Shape(lengths)
    }

    /// The same shape without several axes.
    func without(axes: [Int]) -> Shape { Shape((0..<rank).filter { !axes.contains($0) }.map { self[$0] }) }

    /// The same shape with an axis of the length 1 at a place.
    func withAxis(at place: Int) -> Shape {
        guard rank < 4 else { fatalError("one more axis for the shape \(self); at most four are supported") }
        var lengths = array
        lengths.insert(1, at: place)
        return Shape(lengths)
    }
}

/// A shape seen along one of its axes: `[outer, length, inner]`.
struct AxisView {
    let outer: Int
    let length: Int
    let inner: Int

    init(_ shape: Shape, axis: Int) {
        outer = (0..<axis).reduce(1) { $0 * shape[$1] }
        length = shape[axis]
        inner = (axis + 1..<shape.rank).reduce(1) { $0 * shape[$1] }
    }

    /// Seen along several neighboring axes.
    init(_ shape: Shape, axes: ClosedRange<Int>) {
        let (first, last) = (AxisView(shape, axis: axes.lowerBound), AxisView(shape, axis: axes.upperBound))
        outer = first.outer
        length = axes.reduce(1) { $0 * shape[$1] }
        inner = last.inner
    }
}
