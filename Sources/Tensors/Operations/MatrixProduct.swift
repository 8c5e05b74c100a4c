/// a · b: [n, k] · [k, m] → [n, m]. ∂L/∂a = ∂L/∂y · bᵀ, ∂L/∂b = aᵀ · ∂L/∂y.
/// - Precondition: the inner lengths are equal.
public func matrixProduct(_ a: Tensor, _ b: Tensor) -> Tensor {
    let (needsA, needsB) = (a.isDerived, b.isDerived)
    let (constantA, constantB) = (a.detached, b.detached)
    return product(MatrixView(a), MatrixView(b)).derived(from: a, b) { gradient in
        [
            needsA ? product(MatrixView(gradient), MatrixView(constantB, transposed: true)) : nil,
            needsB ? product(MatrixView(constantA, transposed: true), MatrixView(gradient)) : nil,
        ]
    }
}

/// An affine map of each sample: x · Wᵀ + b.
///
/// - Parameters:
///   - x: `[batch, inputs]`
///   - weight: `[outputs, inputs]`, PyTorch's layout
///   - bias: `[outputs]`
/// - Returns: `[batch, outputs]`. ∂L/∂x = ∂L/∂y · W, ∂L/∂W = (∂L/∂y)ᵀ · x, ∂L/∂b = Σ over the batch of ∂L/∂y.
/// - Precondition: the lengths fit.
public func linear(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
    guard x.shape.rank == 2, weight.shape.rank == 2, x.shape[1] == weight.shape[1], bias.shape == [weight.shape[0]]
    else {
        fatalError("x of the shape \(x.shape) does not fit a weight of \(weight.shape) and a bias of \(bias.shape)")
    }
    let (needsX, constantX, constantWeight) = (x.isDerived, x.detached, weight.detached)
    let y = Buffer(count: x.shape[0] * bias.count)
    multiply(
        Multiplication(MatrixView(x), MatrixView(weight, transposed: true), into: y.start, bias: bias.buffer.start))
    return Tensor(shape: [x.shape[0], bias.count], buffer: y).derived(from: x, weight, bias) { gradient in
        let products = gradientProducts(gradient, constantX, constantWeight, needsX: needsX)
        return [products.x, products.weight, gradient.sumOfRows()]
    }
}

/// ∂L/∂x and ∂L/∂W of `linear` from ∂L/∂y, both at once.
private func gradientProducts(
    _ gradient: Tensor, _ x: Tensor, _ weight: Tensor, needsX: Bool
) -> (x: Tensor?, weight: Tensor) {
    let (derivativeOfWeight, finishWeight) = unfinishedProduct(MatrixView(gradient, transposed: true), MatrixView(x))
    guard needsX else {
        multiply(finishWeight)
        return (nil, derivativeOfWeight)
    }
    let (derivativeOfX, finishX) = unfinishedProduct(MatrixView(gradient), MatrixView(weight))
    multiply(finishX, finishWeight)
    return (derivativeOfX, derivativeOfWeight)
}

private func product(_ a: MatrixView, _ b: MatrixView) -> Tensor {
    let (result, finish) = unfinishedProduct(a, b)
    multiply(finish)
    return result
}

/// The memory for a · b, and what fills it.
private func unfinishedProduct(_ a: MatrixView, _ b: MatrixView) -> (Tensor, Multiplication) {
    let result = Buffer(count: a.rows * b.columns)
    if a.columns == 0 { result.start.initialize(repeating: 0, count: result.count) }
    return (Tensor(shape: [a.rows, b.columns], buffer: result), Multiplication(a, b, into: result.start))
}
