/// Features of each sample side by side: `[batch, n]` and `[batch, m]` to `[batch, n + m]`. ∂L/∂a and ∂L/∂b are the
/// columns of ∂L/∂y that came from them.
/// - Precondition: both are matrices with equally many rows.
public func concatenated(_ a: Tensor, _ b: Tensor) -> Tensor {
    guard a.shape.rank == 2, b.shape.rank == 2, a.shape[0] == b.shape[0] else {
        fatalError("the shapes \(a.shape) and \(b.shape) have not the same rows")
    }
    let (rows, n, m) = (a.shape[0], a.shape[1], b.shape[1])
    let (needsA, needsB) = (a.isDerived, b.isDerived)
    let y = Tensor([rows, n + m]) { target in
        a.withScalars { a in
            b.withScalars { b in
                for row in 0..<rows {
                    for column in 0..<n { target[row * (n + m) + column] = a[row * n + column] }
                    for column in 0..<m { target[row * (n + m) + n + column] = b[row * m + column] }
                }
            }
        }
    }
    return y.derived(from: a, b) { gradient in
        [needsA ? gradient.columns(0..<n) : nil, needsB ? gradient.columns(n..<(n + m)) : nil]
    }
}

extension Tensor {
    /// Some columns of a matrix: `[rows, columns]` to `[rows, range.count]`. A constant.
    public func columns(_ range: Range<Int>) -> Tensor {
        guard shape.rank == 2, range.lowerBound >= 0, range.upperBound <= shape[1] else {
            fatalError("the columns \(range) of a tensor of the shape \(shape)")
        }
        let (rows, stride) = (shape[0], shape[1])
        return Tensor([rows, range.count]) { target in
            withScalars { source in
                for row in 0..<rows {
                    for column in range {
                        target[row * range.count + column - range.lowerBound] = source[row * stride + column]
                    }
                }
            }
        }
    }
}
