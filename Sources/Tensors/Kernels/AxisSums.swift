/// Sums along one axis, in an order that depends on the shape alone. Short runs are added in single precision, and the
/// sums of runs in double, so that a long axis costs no digits.
enum AxisSums {
    /// Rows that are added one after the other in single precision: a batch, at most.
    private static let shortRows = 128
    /// In a longer axis, the rows whose sum joins the others in double precision.
    private static let rowsInBlock = 32
    private static let columnsInPart = 256
    /// Numbers of a row whose sum joins the others in double precision.
    private static let numbersInBlock = 2048

    /// Σ over the middle axis of `[outer, length, inner]`.
    /// - Parameter isLast: whether there is no inner axis. One of the length 1 counts as a row's.
    static func sum(_ x: UnsafePointer<Float>, _ view: AxisView, isLast: Bool, into y: UnsafeMutablePointer<Float>) {
        if isLast {
            sharedLoop(over: view.outer, inPartsOf: Swift.max(1, (1 << 14) / Swift.max(1, view.length))) { part in
                for row in part { y[row] = rowSum(x + row * view.length, view.length) }
            }
        } else {
            for block in 0..<view.outer {
                sumRows(x + block * view.length * view.inner, view.length, view.inner, into: y + block * view.inner)
            }
        }
    }

    /// Σ over the rows of `[rows, columns]`.
    private static func sumRows(
        _ x: UnsafePointer<Float>, _ rows: Int, _ columns: Int, into y: UnsafeMutablePointer<Float>
    ) {
        sharedLoop(over: columns, inPartsOf: columnsInPart) { range in
            if rows <= shortRows {
                addRows(0..<rows, of: x, columns, range, into: y)
            } else {
                addBlocks(of: x, rows, columns, range, into: y)
            }
        }
    }

    private static func addRows(
        _ rows: Range<Int>, of x: UnsafePointer<Float>, _ columns: Int, _ range: Range<Int>,
        into y: UnsafeMutablePointer<Float>
    ) {
        for column in range { y[column] = 0 }
        for row in rows {
            let start = x + row * columns
            for column in range { y[column] += start[column] }
        }
    }

    private static func addBlocks(
        of x: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ range: Range<Int>,
        into y: UnsafeMutablePointer<Float>
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: range.count) { totals in
            totals.initialize(repeating: 0)
            let first = range.lowerBound
            for start in stride(from: 0, to: rows, by: rowsInBlock) {
                addRows(start..<Swift.min(start + rowsInBlock, rows), of: x, columns, range, into: y)
                for place in 0..<range.count { totals[place] += Double(y[first + place]) }
            }
            for place in 0..<range.count { y[first + place] = Float(totals[place]) }
        }
    }

    private static func rowSum(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
        if count <= numbersInBlock { return blockSum(x, count) }
        var total = 0.0
        for start in stride(from: 0, to: count, by: numbersInBlock) {
            total += Double(blockSum(x + start, Swift.min(numbersInBlock, count - start)))
        }
        return Float(total)
    }

    @inline(__always)
    private static func blockSum(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
        var (a, b, c, d) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var place = 0
        while place + 64 <= count {
            a += loadVector(x + place)
            b += loadVector(x + place + 16)
            c += loadVector(x + place + 32)
            d += loadVector(x + place + 48)
            place += 64
        }
        while place + 16 <= count {
            a += loadVector(x + place)
            place += 16
        }
        if place < count { b += loadVector(x + place).cleared(from: count - place) }
        return ((a + b) + (c + d)).sum()
    }
}

extension Vector {
    /// The numbers of the lanes. As floating-point numbers: comparisons of integers are taken lane by lane.
    @inline(__always)
    static var laneNumbers: Vector { Vector(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }

    /// With another number in the lanes from one on.
    @inline(__always)
    func cleared(from lane: Int, to number: Float = 0) -> Vector {
        replacing(with: Vector(repeating: number), where: Self.laneNumbers .>= Vector(repeating: Float(lane)))
    }
}
