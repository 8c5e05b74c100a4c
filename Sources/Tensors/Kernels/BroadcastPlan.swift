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
    static func broadcastMap(_ a: Tensor, _ b: Tensor, to shape: Shape, _ pass: (BroadcastPart) -> Passed) -> Tensor {
        let (a, b) = (a.plain, b.plain)
        let plan = BroadcastPlan(shape, a.shape, b.shape)
        let result = Storage(count: shape.count)
        sharedLoop(over: shape.count > 0 ? plan.runs : 0, inPartsOf: plan.runsInPart) { part in
            // A run's last vector reaches into the next runs, which are written after it; those of another part may not.
            let end = result.start + part.upperBound * plan.length
            for run in part {
                let offsets = plan.offsets(run)
                _ = pass(
                    BroadcastPart(
                        x: a.storage.start + offsets.a, y: b.storage.start + offsets.b,
                        z: result.start + run * plan.length, length: plan.length, end: end,
                        isStretched: plan.isStretched))
            }
        }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: shape, storage: result)
    }
}

/// A run of the elements of a pass from x and y to z, through which either may be one number.
struct BroadcastPart {
    let x, y: UnsafePointer<Float>
    let z: UnsafeMutablePointer<Float>
    let length: Int
    /// From where on nothing may be written.
    let end: UnsafeMutablePointer<Float>
    let isStretched: (a: Bool, b: Bool)

    init(
        x: UnsafePointer<Float>, y: UnsafePointer<Float>, z: UnsafeMutablePointer<Float>, length: Int,
        end: UnsafeMutablePointer<Float>, isStretched: (a: Bool, b: Bool)
    ) {
        (self.x, self.y, self.z, self.length, self.end, self.isStretched) = (x, y, z, length, end, isStretched)
    }

    /// Vectors of two tensors of one shape.
    @inline(__always)
    init(_ part: BinaryPart) {
        func start(_ vectors: UnsafeMutablePointer<Vector>) -> UnsafeMutablePointer<Float> {
            UnsafeMutableRawPointer(vectors + part.range.lowerBound).assumingMemoryBound(to: Float.self)
        }
        let length = part.range.count * Vector.scalarCount
        let target = start(part.z)
        self.init(
            x: start(part.x), y: start(part.y), z: target, length: length, end: target + length,
            isStretched: (false, false))
    }

    @inline(__always)
    func each(_ f: (Vector, Vector) -> Vector) -> Passed {
        switch isStretched {
        case (false, false): fill { f(loadVector(x + $0), loadVector(y + $0)) }
        case (true, false):
            let number = Vector(repeating: x[0])
            fill { f(number, loadVector(y + $0)) }
        case (false, true):
            let number = Vector(repeating: y[0])
            fill { f(loadVector(x + $0), number) }
        case (true, true):
            let number = f(Vector(repeating: x[0]), Vector(repeating: y[0]))
            fill { _ in number }
        }
        return Passed()
    }

    /// Writes in whole vectors, where there is room for them.
    @inline(__always)
    private func fill(_ value: (Int) -> Vector) {
        var place = 0
        while place < length {
            let vector = value(place)
            if z + place + Vector.scalarCount <= end {
                storeVector(vector, z + place)
            } else {
                for lane in 0..<end - (z + place) { z[place + lane] = vector[lane] }
            }
            place += Vector.scalarCount
        }
    }
}
