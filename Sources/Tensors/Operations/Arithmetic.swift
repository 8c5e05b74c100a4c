extension Tensor {
    /// a + b, element by element. ∂L/∂a = ∂L/∂b = ∂L/∂y.
    /// - Precondition: the shapes are equal.
    public static func + (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB) = (a.isDerived, b.isDerived)
        return map(a, b) { $0 + $1 }.derived(from: a, b) { [needsA ? $0 : nil, needsB ? $0 : nil] }
    }

    /// a − b, element by element. ∂L/∂a = ∂L/∂y, ∂L/∂b = −∂L/∂y.
    /// - Precondition: the shapes are equal.
    public static func - (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB) = (a.isDerived, b.isDerived)
        return map(a, b) { $0 - $1 }.derived(from: a, b) { [needsA ? $0 : nil, needsB ? $0 * -1 : nil] }
    }

    /// a · b, element by element (Hadamard's product). ∂L/∂a = b · ∂L/∂y, ∂L/∂b = a · ∂L/∂y.
    /// - Precondition: the shapes are equal.
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB) = (a.isDerived, b.isDerived)
        let (constantA, constantB) = (a.detached, b.detached)
        return map(a, b) { $0 * $1 }
            .derived(from: a, b) { [needsA ? $0 * constantB : nil, needsB ? $0 * constantA : nil] }
    }

    /// a / b, element by element. ∂L/∂a = ∂L/∂y / b, ∂L/∂b = −(a / b²) · ∂L/∂y.
    /// - Precondition: the shapes are equal.
    public static func / (a: Tensor, b: Tensor) -> Tensor {
        let (needsA, needsB) = (a.isDerived, b.isDerived)
        let (constantA, constantB) = (a.detached, b.detached)
        @inline(__always) func derivative(_ dy: Vector, _ a: Vector, _ b: Vector) -> Vector { -dy * a / (b * b) }
        return map(a, b) { $0 / $1 }.derived(from: a, b) {
            [needsA ? $0 / constantB : nil, needsB ? map($0, constantA, constantB, derivative) : nil]
        }
    }

    /// a + c. ∂L/∂a = ∂L/∂y.
    public static func + (a: Tensor, c: Float) -> Tensor {
        @inline(__always) func value(_ a: Vector) -> Vector { a + c }
        return a.map(value).derived(from: a) { [$0] }
    }
    public static func + (c: Float, a: Tensor) -> Tensor { a + c }
    public static func - (a: Tensor, c: Float) -> Tensor { a + -c }
    public static func - (c: Float, a: Tensor) -> Tensor { a * -1 + c }

    /// a · c. ∂L/∂a = c · ∂L/∂y.
    public static func * (a: Tensor, c: Float) -> Tensor {
        @inline(__always) func value(_ a: Vector) -> Vector { a * c }
        return a.map(value).derived(from: a) { [$0 * c] }
    }
    public static func * (c: Float, a: Tensor) -> Tensor { a * c }
    public static func / (a: Tensor, c: Float) -> Tensor { a * (1 / c) }
    public static prefix func - (a: Tensor) -> Tensor { a * -1 }
}
