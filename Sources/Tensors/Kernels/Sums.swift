/// Sums in an order that depends on the count alone: blocks of 2,048 elements in single precision, in 16 lanes of four
/// accumulators each, and the blocks together in double precision.
enum Sums {
    private static let block = 2048

    /// Sums over all vectors that cover `count` elements; the last one is cut to the elements.
    @inline(__always)
    static func sum(count: Int, _ pass: (SumPart) -> Passed) -> Double {
        let whole = count / Vector.scalarCount
        let length = block / Vector.scalarCount
        let sums = Storage(count: (whole + length - 1) / length)
        // Sixteen blocks at once, so that a part is worth another core's while.
        sharedLoop(over: sums.count, inPartsOf: 16) {
            _ = pass(SumPart(sums: sums.start, blocks: $0, length: length, whole: whole, last: nil))
        }
        var total = 0.0
        for index in 0..<sums.count { total += Double(sums.start[index]) }
        let rest = count - whole * Vector.scalarCount
        if rest > 0 {
            var last = Vector.zero
            withUnsafeMutablePointer(to: &last) {
                _ = pass(SumPart(sums: sums.start, blocks: 0..<0, length: length, whole: whole, last: $0))
            }
            for lane in 0..<rest { total += Double(last[lane]) }
        }
        return total
    }

    @inline(__always)
    fileprivate static func blockSum(_ start: Int, _ end: Int, _ f: (Int) -> Vector) -> Float {
        var a = Vector.zero
        var b = Vector.zero
        var c = Vector.zero
        var d = Vector.zero
        var index = start
        while index + 4 <= end {
            a += f(index)
            b += f(index + 1)
            c += f(index + 2)
            d += f(index + 3)
            index += 4
        }
        while index < end {
            a += f(index)
            index += 1
        }
        return ((a + b) + (c + d)).sum()
    }
}

/// Some blocks of a sum, or its last vector.
struct SumPart {
    fileprivate let sums: UnsafeMutablePointer<Float>
    fileprivate let blocks: Range<Int>
    /// Vectors in a block.
    fileprivate let length: Int
    /// The vectors of all blocks.
    fileprivate let whole: Int
    fileprivate let last: UnsafeMutablePointer<Vector>?

    /// Sums f(index of a vector).
    @inline(__always)
    func sum(_ f: (Int) -> Vector) -> Passed {
        if let last {
            last.pointee = f(whole)
        } else {
            for index in blocks { sums[index] = Sums.blockSum(index * length, min((index + 1) * length, whole), f) }
        }
        return Passed()
    }
}

/// A part of a sum over x.
struct UnarySumPart {
    let x: UnsafeMutablePointer<Vector>
    let part: SumPart

    @inline(__always)
    func sum(_ f: (Vector) -> Vector) -> Passed {
        @inline(__always) func value(_ index: Int) -> Vector { f(x[index]) }
        return part.sum(value)
    }
}

/// A part of a sum over x and y.
struct BinarySumPart {
    let x, y: UnsafeMutablePointer<Vector>
    let part: SumPart

    @inline(__always)
    func sum(_ f: (Vector, Vector) -> Vector) -> Passed {
        @inline(__always) func value(_ index: Int) -> Vector { f(x[index], y[index]) }
        return part.sum(value)
    }
}

/// As passes are written in ``Tensor/map(_:)``: `x.sum { $0.sum(value) }`.
extension Tensor {
    /// Σ f(x) over all elements.
    @inline(__always)
    func sum(_ pass: (UnarySumPart) -> Passed) -> Double {
        let a = plain
        let x = a.storage.vectors
        defer { withExtendedLifetime(a) {} }
        return Sums.sum(count: count) { pass(UnarySumPart(x: x, part: $0)) }
    }

    /// Σ x over all elements.
    var total: Double {
        @inline(__always) func itself(_ x: Vector) -> Vector { x }
        return sum { $0.sum(itself) }
    }

    /// Whether all elements are finite: x · 0 is 0 for a finite x, and NaN for others, which no sum loses.
    package var isFinite: Bool {
        @inline(__always) func product(_ x: Vector) -> Vector { x * 0 }
        return sum { $0.sum(product) } == 0
    }

    /// Σ f(a, b) over all elements.
    /// - Precondition: the shapes are equal.
    @inline(__always)
    static func sum(_ a: Tensor, _ b: Tensor, _ pass: (BinarySumPart) -> Passed) -> Double {
        guard a.shape == b.shape else { fatalError("the shapes \(a.shape) and \(b.shape) do not fit") }
        let (a, b) = (a.plain, b.plain)
        let (x, y) = (a.storage.vectors, b.storage.vectors)
        defer { withExtendedLifetime((a, b)) {} }
        return Sums.sum(count: a.count) { pass(BinarySumPart(x: x, y: y, part: $0)) }
    }
}
