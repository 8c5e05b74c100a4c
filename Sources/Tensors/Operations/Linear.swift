import Synchronization

/// An affine map of each sample: x · Wᵀ + b.
///
/// Inputs that are 0 in the whole batch, and outputs whose derivative is, are left out of large products.
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
    let (map, values) = AffineMap.computing(x, weight, bias)
    let needsBias = bias.isDerived
    return values.derived(from: x, weight, bias) { gradient in
        let products = map.gradients(gradient)
        return [products.x, products.weight, needsBias ? gradient.sum(axis: 0) : nil]
    }
}

/// The three products of an affine map.
private struct AffineMap {
    /// `[batch, inputs]`
    private let x: LiveMatrix
    /// `[outputs, inputs]`
    private let weight: PackedMatrix
    /// The same, without the columns of dead inputs.
    private let liveWeight: PackedMatrix
    private let (batch, inputs, outputs): (Int, Int, Int)
    private let needsX: Bool
    private let needsWeight: Bool
    /// Whether nobody asks for the derivative of a dead input.
    private let stopsAtZeros: Bool

    /// The map with its values: x · Wᵀ + b.
    static func computing(_ x: Tensor, _ weight: Tensor, _ bias: Tensor) -> (AffineMap, Tensor) {
        let map = AffineMap(x, weight, mayCut: true)
        if let values = map.values(bias) { return (map, values) }
        // A weight that is not finite shows in the product, also where its input is 0.
        let whole = AffineMap(x, weight, mayCut: false)
        guard let values = whole.values(bias) else { fatalError("a product of whole matrices has no values") }
        return (whole, values)
    }

    private init(_ x: Tensor, _ weight: Tensor, mayCut: Bool) {
        (batch, inputs, outputs) = (x.shape[0], weight.shape[1], weight.shape[0])
        needsX = x.isDerived
        needsWeight = weight.isDerived
        stopsAtZeros = x.derivation?.stopsAtZeros ?? false
        self.x = LiveMatrix(x, copying: mayCut && isLargeProduct(batch, inputs, outputs) ? outputs : nil)
        self.weight = PackedMatrix(weight)
        liveWeight = self.weight.withRoom(for: self.x.columns)
    }

    /// `[batch, outputs]`; nil where inputs are left out, and weights are not finite.
    private func values(_ bias: Tensor) -> Tensor? {
        let y = Storage(count: batch * outputs)
        let product = Multiplication(
            x.view(), liveWeight.view(transposed: true), into: y.start, bias: bias.storage.start)
        let isFinite = Atomic(true)
        // Each panel takes the outputs whose weights it has just packed: they are near.
        multiply(product) { part in
            if !weight.pack(part, of: x.columns, into: liveWeight) { isFinite.store(false, ordering: .relaxed) }
        }
        withExtendedLifetime((self, bias)) {}
        guard isFinite.load(ordering: .relaxed) else { return nil }
        return Tensor(shape: [batch, outputs], storage: y)
    }

    /// ∂L/∂x and ∂L/∂W from ∂L/∂y, where they are needed; both at once where both are.
    func gradients(_ gradient: Tensor) -> (x: Tensor?, weight: Tensor?) {
        guard needsX || needsWeight else { return (nil, nil) }
        let dy = LiveMatrix(gradient, copying: isLargeProduct(batch, inputs, outputs) ? inputs : nil)
        let ofWeight = needsWeight ? productOfWeight(dy) : nil
        let rows = needsX ? rowsForX(dy) : nil
        let ofX = rows.map { SpreadProduct(dy.view(), $0.view(), columns: stopsAtZeros ? x.columns : nil) }
        switch (ofX, ofWeight) {
        case (let ofX?, let ofWeight?): multiply(ofX, ofWeight)
        case (let ofX?, nil): multiply(ofX)
        case (nil, let ofWeight?): multiply(ofWeight)
        case (nil, nil): break
        }
        withExtendedLifetime((self, dy, rows)) {}
        return (
            ofX.map { Tensor(shape: [batch, inputs], storage: $0.result) },
            ofWeight.map { Tensor(shape: [outputs, inputs], storage: $0.result) }
        )
    }

    private func productOfWeight(_ dy: LiveMatrix) -> SpreadProduct {
        SpreadProduct(dy.view(transposed: true), x.view(), rows: dy.columns, columns: x.columns)
    }

    /// The weights of the outputs whose derivative lives.
    private func rowsForX(_ dy: LiveMatrix) -> PackedMatrix {
        (stopsAtZeros ? liveWeight : weight).keeping(rows: dy.columns)
    }
}
