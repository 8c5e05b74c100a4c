/// One pass over whole buffers, in parts of 64 KB, which cores share.
///
/// What happens to one vector is inlined into the loop of a part, and that into the closure which the cores share, as in
/// `x.map { $0.each(value) }`: so each operation compiles to one vectorised loop (`objdump -d` of this module's object file
/// shows `zmm` registers, and no call, in `relu` on an AVX-512 machine). A function that came through the closure would be
/// called for every vector, and would get it in four parts.
extension Tensor {
    /// f(x), element by element.
    @inline(__always)
    func map(_ pass: (UnaryPart) -> Passed) -> Tensor {
        let a = arranged(Self.commonLayout(self))
        let result = Storage(count: count)
        let (x, y) = (a.storage.vectors, result.vectors)
        forVectors(result.vectorCount) { _ = pass(UnaryPart(x: x, y: y, range: $0)) }
        withExtendedLifetime(a) {}
        return Tensor(shape: shape, storage: result, layout: a.layout)
    }

    /// f(a, b), element by element.
    /// - Precondition: the shapes are equal.
    @inline(__always)
    static func map(_ a: Tensor, _ b: Tensor, _ pass: (BinaryPart) -> Passed) -> Tensor {
        guard a.shape == b.shape else { fatalError("the shapes \(a.shape) and \(b.shape) do not fit") }
        let layout = commonLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let result = Storage(count: a.count)
        let (x, y, z) = (a.storage.vectors, b.storage.vectors, result.vectors)
        forVectors(result.vectorCount) { _ = pass(BinaryPart(x: x, y: y, z: z, range: $0)) }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: a.shape, storage: result, layout: layout)
    }

    /// f(a, b, c), element by element.
    /// - Precondition: the shapes are equal.
    @inline(__always)
    static func map(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ pass: (TernaryPart) -> Passed) -> Tensor {
        guard a.shape == b.shape && b.shape == c.shape else {
            fatalError("the shapes \(a.shape), \(b.shape) and \(c.shape) do not fit")
        }
        let layout = commonLayout(a, b, c)
        let (a, b, c) = (a.arranged(layout), b.arranged(layout), c.arranged(layout))
        let result = Storage(count: a.count)
        let (x, y, z, w) = (a.storage.vectors, b.storage.vectors, c.storage.vectors, result.vectors)
        forVectors(result.vectorCount) { _ = pass(TernaryPart(x: x, y: y, z: z, w: w, range: $0)) }
        withExtendedLifetime((a, b, c)) {}
        return Tensor(shape: a.shape, storage: result, layout: layout)
    }
}

/// What a part's own loop returns, so that a pass that forgets the loop does not compile.
struct Passed {}

/// A range of the vectors of a pass from x to y.
struct UnaryPart {
    let x, y: UnsafeMutablePointer<Vector>
    let range: Range<Int>

    @inline(__always)
    func each(_ f: (Vector) -> Vector) -> Passed {
        for index in range { y[index] = f(x[index]) }
        return Passed()
    }
}

/// A range of the vectors of a pass from x and y to z.
struct BinaryPart {
    let x, y, z: UnsafeMutablePointer<Vector>
    let range: Range<Int>

    @inline(__always)
    func each(_ f: (Vector, Vector) -> Vector) -> Passed {
        for index in range { z[index] = f(x[index], y[index]) }
        return Passed()
    }
}

/// A range of the vectors of a pass from x, y and z to w.
struct TernaryPart {
    let x, y, z, w: UnsafeMutablePointer<Vector>
    let range: Range<Int>

    @inline(__always)
    func each(_ f: (Vector, Vector, Vector) -> Vector) -> Passed {
        for index in range { w[index] = f(x[index], y[index], z[index]) }
        return Passed()
    }
}

/// Calls `body` for ranges that cover `count` vectors; long ones in parts of 64 KB, which cores share.
@inline(__always)
private func forVectors(_ count: Int, _ body: (Range<Int>) -> Void) {
    sharedLoop(over: count, inPartsOf: 1 << 10, body)
}
