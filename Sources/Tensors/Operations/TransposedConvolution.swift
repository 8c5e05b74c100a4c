/// Each pixel of x spread over a patch of y by learned kernels, the adjoint of a convolution:
/// y[n, o, i · stride + u − padding, j · stride + v − padding] = b[o] + Σ over all such c, u, v of
/// w[c, o, u, v] · x[n, c, i, j].
///
/// - Parameters:
///   - x: `[batch, inChannels, height, width]`
///   - weight: `[inChannels, outChannels, kernelHeight, kernelWidth]`, PyTorch's layout
///   - bias: `[outChannels]`
///   - stride: pixels of y from one patch to the next, on both axes or for each
///   - padding: pixels that y lacks on each of its four sides, or above and below and to the left and right
///   - outputPadding: pixels that y has more at the bottom and on the right, fewer than the stride
/// - Returns: `[batch, outChannels, (height − 1) · stride − 2 · padding + kernelHeight + outputPadding, likewise the
///   width]`. ∂L/∂x is the convolution of ∂L/∂y, ∂L/∂b the sum of each channel of ∂L/∂y.
/// - Precondition: the lengths fit.
public func convTranspose2d(
    _ x: Tensor, weight: Tensor, bias: Tensor, stride: some PerAxis, padding: some PerAxis,
    outputPadding: some PerAxis
) -> Tensor {
    let geometry = ConvolutionGeometry(
        narrow: x.shape, weight: weight.shape, stride: stride.pair, padding: padding.pair,
        outputPadding: outputPadding.pair)
    guard bias.shape == [weight.shape[1]] else {
        fatalError("a bias of the shape \(bias.shape) does not fit a transposed weight of \(weight.shape)")
    }
    let (needsX, needsWeight, needsBias) = (x.isDerived, weight.isDerived, bias.isDerived)
    let (constantX, constantWeight) = (arrangedForAdjoint(x.detached, geometry), weight.detached)
    let y = adjointCorrelation(constantX, constantWeight, bias.detached, geometry)
    return y.derived(from: x, weight, bias) { gradient in
        [
            needsX ? correlation(gradient, constantWeight, nil, geometry) : nil,
            needsWeight ? weightGradient(gradient, constantX, geometry) : nil,
            needsBias ? gradient.sumOfChannels() : nil,
        ]
    }
}
