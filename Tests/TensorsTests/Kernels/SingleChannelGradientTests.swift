import Tensors
import Testing

@Suite struct SingleChannelGradientTests {
    /// Images with a single channel, of which many are made; more of them than are summed up in one part.
    @Test(arguments: [32, 40])
    func manyChannelsFromOne(_ channels: Int) {
        var generator = SeededGenerator(seed: 21)
        for (stride, padding) in [(2, 1), (1, 1), (3, 0)] {
            let x = Tensor.normal([35, 1, 8, 7], using: &generator)
            let weight = Tensor.normal([channels, 1, 3, 3], using: &generator) * 0.3
            let bias = Tensor.normal([channels], using: &generator)
            checkGradients(of: [x, weight, bias], "\(channels) channels, stride \(stride)") {
                conv2d($0[0], weight: $0[1], bias: $0[2], stride: stride, padding: padding)
            }
            let back = Tensor.normal([channels, 1, 3, 3], using: &generator) * 0.3
            let narrow = conv2d(x, weight: weight, bias: bias, stride: stride, padding: padding)
            checkGradients(of: [narrow, back], "\(channels) channels, stride \(stride), transposed") {
                convTranspose2d(
                    $0[0], weight: $0[1], bias: .zeros([1]), stride: stride, padding: padding, outputPadding: 0)
            }
        }
    }
}
