/// weight ⋆ wide (+ bias): the narrow image of a convolution.
func correlation(_ wide: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry) -> Tensor {
    guard wide.count > 0 else { return .zeros(geometry.narrow) }
    let work = SharedConvolution(.forward, geometry, hasBias: bias != nil)
    let (source, result) = (wide.arranged(work.wide), Storage(count: work.narrow.count(of: geometry.narrow)))
    let weights = work.arranged(weight)
    work.forEachPart(source.storage, result) { primitive, wide, narrow, _ in
        primitive.forward(wide, weights, bias, into: narrow)
    }
    return Tensor(shape: geometry.narrow, storage: result, layout: work.narrow)
}

/// The adjoint of `correlation`, the wide image over which the narrow one is spread (+ bias). So a transposed convolution
/// needs no primitive of its own; oneDNN's deconvolution takes four times as long at this project's sizes.
func adjointCorrelation(
    _ narrow: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry
) -> Tensor {
    guard narrow.count > 0 else { return .zeros(geometry.wide) }
    // oneDNN computes whole blocks of wide channels, mostly for nothing where there are few.
    guard geometry.wide[1] > 4 else { return spread(narrow, weight, bias, geometry) }
    let work = SharedConvolution(.backwardData, geometry)
    let (source, result) = (narrow.arranged(work.narrow), Storage(count: work.wide.count(of: geometry.wide)))
    let weights = work.arranged(weight)
    work.forEachPart(result, source.storage) { primitive, wide, narrow, _ in
        primitive.backwardData(narrow, weights, into: wide)
    }
    let wide = Tensor(shape: geometry.wide, storage: result, layout: work.wide)
    guard let bias else { return wide }
    @inline(__always) func sum(_ x: Vector, _ y: Vector, _ channel: ChannelValues) -> Vector { x + channel.first }
    return Tensor.map(wide, wide, withChannels: [bias]) { $0.each(sum) }
}

/// The narrow image in the layout that `adjointCorrelation` and `weightGradient` take, so that it is reordered once.
func arrangedForAdjoint(_ narrow: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    guard narrow.count > 0, geometry.wide[1] > 4 else { return narrow }
    return narrow.arranged(SharedConvolution(.backwardData, geometry).narrow)
}

/// The derivative of Σ narrow · correlation(wide, weight) with respect to the weight.
func weightGradient(_ wide: Tensor, _ narrow: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    gradients(wide, narrow, geometry, hasBias: false).weight
}

/// The same, and with respect to the bias.
func weightAndBiasGradients(
    _ wide: Tensor, _ narrow: Tensor, _ geometry: ConvolutionGeometry
) -> (weight: Tensor, bias: Tensor) {
    gradients(wide, narrow, geometry, hasBias: true)
}

/// The gradients of all parts of the batch, and their sum in the parts' order; that of the bias is 0 where it has none.
private func gradients(
    _ wide: Tensor, _ narrow: Tensor, _ geometry: ConvolutionGeometry, hasBias: Bool
) -> (weight: Tensor, bias: Tensor) {
    guard wide.count > 0 else { return (.zeros(geometry.weight), .zeros([geometry.narrow[1]])) }
    let work = SharedConvolution(.backwardWeights, geometry, hasBias: hasBias)
    let narrow = narrow.arranged(work.narrow)
    if let own = SingleChannelGradient(geometry, narrow: work.narrow) { return own.gradients(wide, narrow) }
    let wide = wide.arranged(work.wide)
    let weights = Tensor.zeros([work.partCount, geometry.weight.count])
    let biases = Tensor.zeros([work.partCount, geometry.narrow[1]])
    work.forEachPart(wide.storage, narrow.storage) { primitive, wide, narrow, part in
        primitive.backwardWeights(
            wide, narrow, into: weights.storage.start + part * weights.shape[1],
            bias: hasBias ? biases.storage.start + part * biases.shape[1] : nil)
    }
    return (weights.sum(axis: 0).reshape(geometry.weight), biases.sum(axis: 0))
}
