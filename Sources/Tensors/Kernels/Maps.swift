/// One pass over whole buffers. The bodies are inlined, so each call compiles to one vectorised loop
/// (`objdump -d` of this module's object file shows `zmm` registers in `relu` and `Adam`'s update on an AVX-512 machine).
extension Tensor {
    /// f(x), element by element.
    @inline(__always)
    func map(_ f: (Vector) -> Vector) -> Tensor {
        let a = arranged(Self.commonLayout(self))
        let result = Storage(count: count)
        let (x, y) = (a.storage.vectors, result.vectors)
        forVectors(result.vectorCount) { for index in $0 { y[index] = f(x[index]) } }
        withExtendedLifetime(a) {}
        return Tensor(shape: shape, storage: result, layout: a.layout)
    }

    /// f(a, b), element by element.
    /// - Precondition: the shapes are equal.
    @inline(__always)
    static func map(_ a: Tensor, _ b: Tensor, _ f: (Vector, Vector) -> Vector) -> Tensor {
        guard a.shape == b.shape else { fatalError("the shapes \(a.shape) and \(b.shape) do not fit") }
        let layout = commonLayout(a, b)
        let (a, b) = (a.arranged(layout), b.arranged(layout))
        let result = Storage(count: a.count)
        let (x, y, z) = (a.storage.vectors, b.storage.vectors, result.vectors)
        forVectors(result.vectorCount) { for index in $0 { z[index] = f(x[index], y[index]) } }
        withExtendedLifetime((a, b)) {}
        return Tensor(shape: a.shape, storage: result, layout: layout)
    }

    /// f(a, b, c), element by element.
    /// - Precondition: the shapes are equal.
    @inline(__always)
    static func map(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ f: (Vector, Vector, Vector) -> Vector) -> Tensor {
        guard a.shape == b.shape && b.shape == c.shape else {
            fatalError("the shapes \(a.shape), \(b.shape) and \(c.shape) do not fit")
        }
        let layout = commonLayout(a, b, c)
        let (a, b, c) = (a.arranged(layout), b.arranged(layout), c.arranged(layout))
        let result = Storage(count: a.count)
        let (x, y, z, w) = (a.storage.vectors, b.storage.vectors, c.storage.vectors, result.vectors)
        forVectors(result.vectorCount) { for index in $0 { w[index] = f(x[index], y[index], z[index]) } }
        withExtendedLifetime((a, b, c)) {}
        return Tensor(shape: a.shape, storage: result, layout: layout)
    }
}

/// Calls `body` for ranges that cover `count` vectors; long ones in parts of 64 KB, which cores share.
@inline(__always)
private func forVectors(_ count: Int, _ body: (Range<Int>) -> Void) {
    sharedLoop(over: count, inPartsOf: 1 << 10, body)
}
