/// Two tensors, element by element. Where the shapes differ they are broadcast by NumPy's rules: aligned at their last axes,
/// an axis of the length 1 or a missing one is repeated, such as `[n, m]` with `[m]` or `[n, 1]`, and `[n, c, h, w]` with
/// `[c, 1, 1]`. Derivatives are summed over what was repeated.
extension Tensor {
    /// a + b. ∂L/∂a = ∂L/∂b = ∂L/∂y.
    /// - Precondition: the shapes fit.
    public static func + (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB, shapeA, shapeB) = (a.isDerived, b.isDerived, a.shape, b.shape)
        return combine(a, b) { $0.each { $0 + $1 } }
            .derived(from: a, b) { [needsA ? $0.summed(to: shapeA) : nil, needsB ? $0.summed(to: shapeB) : nil] }
    }

    /// a − b. ∂L/∂a = ∂L/∂y, ∂L/∂b = −∂L/∂y.
    /// - Precondition: the shapes fit.
    public static func - (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB, shapeA, shapeB) = (a.isDerived, b.isDerived, a.shape, b.shape)
        return combine(a, b) { $0.each { $0 - $1 } }
            .derived(from: a, b) { [needsA ? $0.summed(to: shapeA) : nil, needsB ? $0.summed(to: shapeB) * -1 : nil] }
    }

    /// a · b (Hadamard's product). ∂L/∂a = b · ∂L/∂y, ∂L/∂b = a · ∂L/∂y.
    /// - Precondition: the shapes fit.
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB) = (a.isDerived, b.isDerived)
        let (constantA, constantB) = (a.detached, b.detached)
        return combine(a, b) { $0.each { $0 * $1 } }.derived(from: a, b) {
            [
                needsA ? ($0 * constantB).summed(to: constantA.shape) : nil,
                needsB ? ($0 * constantA).summed(to: constantB.shape) : nil,
            ]
        }
    }

    /// a / b. ∂L/∂a = ∂L/∂y / b, ∂L/∂b = −(a / b²) · ∂L/∂y.
    /// - Precondition: the shapes fit.
    public static func / (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB) = (a.isDerived, b.isDerived)
        let (constantA, constantB) = (a.detached, b.detached)
        @inline(__always) func derivative(_ dy: Vector, _ a: Vector, _ b: Vector) -> Vector { -dy * a / (b * b) }
        return combine(a, b) { $0.each { $0 / $1 } }.derived(from: a, b) {
            let (wideA, wideB) = (constantA.broadcast(to: $0.shape), constantB.broadcast(to: $0.shape))
            return [
                needsA ? ($0 / constantB).summed(to: constantA.shape) : nil,
                needsB ? map($0, wideA, wideB) { $0.each(derivative) }.summed(to: constantB.shape) : nil,
            ]
        }
    }

    /// a + c. ∂L/∂a = ∂L/∂y.
    public static func + (a: Tensor, c: Float) -> Tensor {
        @inline(__always) func value(_ a: Vector) -> Vector { a + c }
        return a.map { $0.each(value) }.derived(from: a) { [$0] }
    }
    public static func + (c: Float, a: Tensor) -> Tensor { a + c }
    public static func - (a: Tensor, c: Float) -> Tensor { a + -c }
    public static func - (c: Float, a: Tensor) -> Tensor { a * -1 + c }

    /// a · c. ∂L/∂a = c · ∂L/∂y.
    public static func * (a: Tensor, c: Float) -> Tensor {
        @inline(__always) func value(_ a: Vector) -> Vector { a * c }
        return a.map { $0.each(value) }.derived(from: a) { [$0 * c] }
    }
    public static func * (c: Float, a: Tensor) -> Tensor { a * c }
    public static func / (a: Tensor, c: Float) -> Tensor { a * (1 / c) }
    public static prefix func - (a: Tensor) -> Tensor { a * -1 }
}
