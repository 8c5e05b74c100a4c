/// The cross-correlation of each sample's channels with learned kernels:
/// y[n, o, i, j] = b[o] + Σ over c, u, v of w[o, c, u, v] · x[n, c, i · stride + u − padding, j · stride + v − padding],
/// where x is 0 outside the image.
///
/// - Parameters:
///   - x: `[batch, inChannels, height, width]`
///   - weight: `[outChannels, inChannels, kernelHeight, kernelWidth]`, PyTorch's layout
///   - bias: `[outChannels]`
///   - stride: pixels of x from one pixel of y to the next, on both axes or for each
///   - padding: zeros on each of the four sides of x, or above and below and to the left and right
/// - Returns: `[batch, outChannels, ⌊(height + 2 · padding − kernelHeight) / stride⌋ + 1, likewise the width]`.
///   ∂L/∂x is the transposed convolution of ∂L/∂y, ∂L/∂b the sum of each channel of ∂L/∂y.
/// - Precondition: the lengths fit.
public func conv2d(
    _ x: Tensor, weight: Tensor, bias: Tensor, stride: some PerAxis, padding: some PerAxis
) -> Tensor {
    let geometry = ConvolutionGeometry(
        wide: x.shape, weight: weight.shape, stride: stride.pair, padding: padding.pair)
    guard bias.shape == [weight.shape[0]] else {
        fatalError("a bias of the shape \(bias.shape) does not fit a weight of \(weight.shape)")
    }
    let (needsX, needsWeight) = (x.isDerived, weight.isDerived || bias.isDerived)
    let (constantX, constantWeight) = (x.detached, weight.detached)
    return correlation(constantX, constantWeight, bias, geometry).derived(from: x, weight, bias) { gradient in
        let derivatives = needsWeight ? weightAndBiasGradients(constantX, gradient, geometry) : nil
        return [
            needsX ? adjointCorrelation(gradient, constantWeight, nil, geometry) : nil, derivatives?.weight,
            derivatives?.bias,
        ]
    }
}
