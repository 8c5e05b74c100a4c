/// a · b: [n, k] · [k, m] → [n, m]. ∂L/∂a = ∂L/∂y · bᵀ, ∂L/∂b = aᵀ · ∂L/∂y.
/// - Precondition: the inner lengths are equal.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
    let (needsA, needsB) = (a.isDerived, b.isDerived)
    let (constantA, constantB) = (a.detached, b.detached)
    return product(MatrixView(a), MatrixView(b)).derived(from: a, b) { gradient in
        [
            needsA ? product(MatrixView(gradient), MatrixView(constantB, transposed: true)) : nil,
            needsB ? product(MatrixView(constantA, transposed: true), MatrixView(gradient)) : nil,
        ]
    }
}

private func product(_ a: MatrixView, _ b: MatrixView) -> Tensor {
    let result = Storage(count: a.rows * b.columns)
    if a.columns == 0 { result.start.initialize(repeating: 0, count: result.count) }
    multiply(Multiplication(a, b, into: result.start))
    return Tensor(shape: [a.rows, b.columns], storage: result)
}
