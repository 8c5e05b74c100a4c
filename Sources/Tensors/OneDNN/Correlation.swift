/// weight ⋆ wide (+ bias): the narrow image of a convolution.
func correlation(_ wide: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry) -> Tensor {
    guard wide.count > 0 else { return .zeros(geometry.narrow) }
    let key = ConvolutionPrimitive.Key(direction: .forward, geometry: geometry, hasBias: bias != nil)
    return ConvolutionPrimitive.pool.with(key) { $0.forward(wide, weight, bias, geometry) }
}

/// The adjoint of `correlation`, the wide image over which the narrow one is spread (+ bias). So a transposed convolution
/// needs no primitive of its own; oneDNN's deconvolution takes four times as long at this project's sizes.
func adjointCorrelation(
    _ narrow: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry
) -> Tensor {
    guard narrow.count > 0 else { return .zeros(geometry.wide) }
    // oneDNN computes whole blocks of wide channels, mostly for nothing where there are few.
    guard geometry.wide[1] > 4 else { return spread(narrow, weight, bias, geometry) }
    let key = ConvolutionPrimitive.Key(direction: .backwardData, geometry: geometry, hasBias: false)
    let wide = ConvolutionPrimitive.pool.with(key) { $0.backwardData(narrow, weight, geometry) }
    guard let bias else { return wide }
    @inline(__always) func sum(_ x: Vector, _ y: Vector, _ channel: ChannelValues) -> Vector { x + channel.first }
    return Tensor.map(wide, wide, withChannels: [bias], sum)
}

/// The narrow image in the layout that `adjointCorrelation` and `weightGradient` take, so that it is reordered once.
func arrangedForAdjoint(_ narrow: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    guard narrow.count > 0, geometry.wide[1] > 4 else { return narrow }
    let key = ConvolutionPrimitive.Key(direction: .backwardData, geometry: geometry, hasBias: false)
    return ConvolutionPrimitive.pool.with(key) { narrow.arranged($0.narrow) }
}

/// The derivative of Σ narrow · correlation(wide, weight) with respect to the weight.
func weightGradient(_ wide: Tensor, _ narrow: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    guard wide.count > 0 else { return .zeros(geometry.weight) }
    let key = ConvolutionPrimitive.Key(direction: .backwardWeights, geometry: geometry, hasBias: false)
    return ConvolutionPrimitive.pool.with(key) { $0.backwardWeights(wide, narrow, bias: nil, geometry) }
}

/// The same, and with respect to the bias.
func weightAndBiasGradients(
    _ wide: Tensor, _ narrow: Tensor, _ geometry: ConvolutionGeometry
) -> (weight: Tensor, bias: Tensor) {
    let bias = Tensor.zeros([geometry.narrow[1]])
    guard wide.count > 0 else { return (.zeros(geometry.weight), bias) }
    let key = ConvolutionPrimitive.Key(direction: .backwardWeights, geometry: geometry, hasBias: true)
    let weight = ConvolutionPrimitive.pool.with(key) { $0.backwardWeights(wide, narrow, bias: bias.buffer, geometry) }
    return (weight, bias)
}
