extension Shape {
    /// The shape that both are stretched to by NumPy's rules: aligned at their last axes, an axis of the length 1 or a
    /// missing one takes the other's length; nil where two other lengths meet.
    static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
        let rank = Swift.max(a.rank, b.rank)
        var lengths = [Int](repeating: 1, count: rank)
        for axis in 0..<rank {
            let (n, m) = (a.length(axis, of: rank), b.length(axis, of: rank))
            guard n == m || n == 1 || m == 1 else { return nil }
            lengths[axis] = n == 1 ? m : n
        }
        return Shape(lengths)
    }

    /// The length of an axis after axes of the length 1 were put in front of the others, up to a rank.
    private func length(_ axis: Int, of rank: Int) -> Int {
        axis < rank - self.rank ? 1 : self[axis - (rank - self.rank)]
    }

    /// From one place of an axis to the next, 0 where the axis is stretched.
    fileprivate func step(_ axis: Int, of rank: Int) -> Int {
        guard length(axis, of: rank) != 1 else { return 0 }
        return AxisView(self, axis: axis - (rank - self.rank)).inner
    }
}

/// How two tensors are read along the runs of a broadcast result: its last axis, and all before it that go on alike.
struct BroadcastPlan {
    /// Numbers in a run, and the steps of both operands within it: 1, or 0 where an operand repeats one number.
    let length: Int
    let isStretched: (a: Bool, b: Bool)
    let runs: Int
    /// The axes of the runs, outermost first.
    private let outer: [Axis]

    private struct Axis {
        var length: Int
        var a: Int
        var b: Int
    }

    init(_ shape: Shape, _ a: Shape, _ b: Shape) {
        var axes: [Axis] = []
        for axis in 0..<shape.rank where shape[axis] != 1 {
            let next = Axis(length: shape[axis], a: a.step(axis, of: shape.rank), b: b.step(axis, of: shape.rank))
            if let last = axes.last, last.a == next.length * next.a, last.b == next.length * next.b {
                axes[axes.count - 1] = Axis(length: last.length * next.length, a: next.a, b: next.b)
            } else {
                axes.append(next)
            }
        }
        let run = axes.popLast() ?? Axis(length: shape.count, a: 1, b: 1)
        length = run.length
        isStretched = (run.a == 0, run.b == 0)
        outer = axes
        runs = axes.reduce(1) { $0 * $1.length }
    }

    /// As many runs as are worth another core's while.
    var runsInPart: Int { Swift.max(1, (1 << 14) / Swift.max(1, length)) }

    /// Where a run begins in both operands.
    @inline(__always)
    func offsets(_ run: Int) -> (a: Int, b: Int) {
        if outer.count == 1 { return (run * outer[0].a, run * outer[0].b) }
        var (rest, a, b) = (run, 0, 0)
        for axis in outer.reversed() {
            let place = rest % axis.length
            a += place * axis.a
            b += place * axis.b
            rest /= axis.length
        }
        return (a, b)
    }
}

extension Tensor {
    /// f(a, b), element by element, both stretched to a shape that they fit.
    @inline(__always)
    static func broadcastMap(
        _ a: Tensor, _ b: Tensor, to shape: Shape, _ f: (Vector, Vector) -> Vector
    ) -> Tensor {
        let (a, b) = (a.plain, b.plain)
        let plan = BroadcastPlan(shape, a.shape, b.shape)
        let result = Storage(count: shape.count)
        sharedLoop(over: shape.count > 0 ? plan.runs : 0, inPartsOf: plan.runsInPart) { part in
            // A run's last vector reaches into the next runs, which are written after it; those of another part may not.
            let end = result.start + part.upperBound * plan.length
            for run in part {
                let offsets = plan.offsets(run)
                let (x, y) = (a.storage.start + offsets.a, b.storage.start + offsets.b)
                let target = result.start + run * plan.length
                switch plan.isStretched {
                case (false, false): fill(target, plan.length, end) { f(loadVector(x + $0), loadVector(y + $0)) }
                case (true, false):
                    let number = Vector(repeating: x[0])
                    fill(target, plan.length, end) { f(number, loadVector(y + $0)) }
                default:
                    let number = Vector(repeating: y[0])
                    if plan.isStretched.a {
                        let other = Vector(repeating: x[0])
                        fill(target, plan.length, end) { _ in f(other, number) }
                    } else {
                        fill(target, plan.length, end) { f(loadVector(x + $0), number) }
                    }
                }
            }
        }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: shape, storage: result)
    }

    /// Writes a run in whole vectors, but nothing from `end` on.
    @inline(__always)
    private static func fill(
        _ target: UnsafeMutablePointer<Float>, _ length: Int, _ end: UnsafeMutablePointer<Float>,
        _ value: (Int) -> Vector
    ) {
        var place = 0
        while place < length {
            let vector = value(place)
            if target + place + Vector.scalarCount <= end {
                storeVector(vector, target + place)
            } else {
                for lane in 0..<end - (target + place) { target[place + lane] = vector[lane] }
            }
            place += Vector.scalarCount
        }
    }
}
