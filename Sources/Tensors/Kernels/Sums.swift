/// Sums in an order that depends on the count alone: blocks of 2,048 elements in single precision, in 16 lanes of four
/// accumulators each, and the blocks together in double precision.
enum Sums {
    private static let block = 2048

    /// Σ f(index of a vector) over all vectors that cover `count` elements; `f` of the last one is cut to the elements.
    @inline(__always)
    static func sum(count: Int, _ f: (Int) -> Vector) -> Double {
        let whole = count / Vector.scalarCount
        let length = block / Vector.scalarCount
        let sums = Storage(count: (whole + length - 1) / length)
        // Sixteen blocks at once, so that a part is worth another core's while.
        sharedLoop(over: sums.count, inPartsOf: 16) {
            for index in $0 { sums.start[index] = blockSum(index * length, min((index + 1) * length, whole), f) }
        }
        var total = 0.0
        for index in 0..<sums.count { total += Double(sums.start[index]) }
        let rest = count - whole * Vector.scalarCount
        if rest > 0 {
            let last = f(whole)
            for lane in 0..<rest { total += Double(last[lane]) }
        }
        return total
    }

    @inline(__always)
    private static func blockSum(_ start: Int, _ end: Int, _ f: (Int) -> Vector) -> Float {
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

extension Tensor {
    /// Σ f(x) over all elements.
    @inline(__always)
    func sum(_ f: (Vector) -> Vector) -> Double {
        let a = plain
        let x = a.storage.vectors
        defer { withExtendedLifetime(a) {} }
        return Sums.sum(count: count) { f(x[$0]) }
    }

    /// Whether all elements are finite: x · 0 is 0 for a finite x, and NaN for others, which no sum loses.
    package var isFinite: Bool {
        @inline(__always) func product(_ x: Vector) -> Vector { x * 0 }
        return sum(product) == 0
    }

    /// Σ f(a, b) over all elements.
    /// - Precondition: the shapes are equal.
    @inline(__always)
    static func sum(_ a: Tensor, _ b: Tensor, _ f: (Vector, Vector) -> Vector) -> Double {
        guard a.shape == b.shape else { fatalError("the shapes \(a.shape) and \(b.shape) do not fit") }
        let (a, b) = (a.plain, b.plain)
        let (x, y) = (a.storage.vectors, b.storage.vectors)
        defer { withExtendedLifetime((a, b)) {} }
        return Sums.sum(count: a.count) { f(x[$0], y[$0]) }
    }
}
