import Networks
import Testing

@Suite struct SequentialTests {
    private static func stack() -> Sequential {
        var g = SeededGenerator(seed: 1)
        return Sequential(
            Linear(784, 512, using: &g), ReLU(), Linear(512, 256, using: &g), ReLU(), Linear(256, 32, using: &g))
    }

    @Test func layersByType() {
        let stack = Self.stack()
        #expect(stack.first(Linear.self) === stack.layers[0])
        #expect(stack.last(Linear.self) === stack.layers[4])
        #expect(stack.all(Linear.self).map { $0.weight.shape[0] } == [512, 256, 32])
        #expect(stack.all(Tanh.self).isEmpty)
        #expect(stack.layer(1, as: ReLU.self) === stack.layers[1])
    }

    /// A stack computes some activations with the layer before them: the bits are those of the layers one by one.
    @Test(arguments: [1, 3, 16, 32])
    func activationsTakenAlong(_ channels: Int) {
        for activation in [ReLU(), LeakyReLU(), LeakyReLU(slope: -0.5)] as [any Layer] {
            let (together, apart) = (Normalizing(channels, activation), Normalizing(channels, activation))
            let first = withTrainingMode {
                valueAndGradients { together.stack(together.images).square().sum() }
            }
            let second = withTrainingMode {
                valueAndGradients { apart.stack.layers.reduce(apart.images) { $1($0) }.square().sum() }
            }
            #expect(first.value.scalars == second.value.scalars)
            for (mine, other) in zip(together.parameters, apart.parameters) {
                #expect(first.gradients[mine] != nil)
                #expect(first.gradients[mine]?.scalars == second.gradients[other]?.scalars)
            }
            #expect(together.norm.runningVariance.value.scalars == apart.norm.runningVariance.value.scalars)
            let evaluated = together.stack(together.images)
            #expect(evaluated.scalars == apart.stack.layers.reduce(apart.images) { $1($0) }.scalars)
        }
    }

    @Test func missingLayers() async {
        let first = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Sequential(ReLU(), Tanh()).first(Linear.self)
        }
        #expect(message(of: first).contains("no Linear in Sequential(ReLU, Tanh)"))
        let other = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Sequential(ReLU(), Tanh()).layer(1, as: ReLU.self)
        }
        #expect(message(of: other).contains("layer 1 is a Tanh, not a ReLU, in Sequential(ReLU, Tanh)"))
        let beyond = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Sequential(ReLU()).layer(1, as: ReLU.self)
        }
        #expect(message(of: beyond).contains("layer 1 of a Sequential of 1 layers"))
    }

    /// A layer that gets what it does not take says which of many it is.
    @Test func refusedShapes() async {
        let alone = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = Linear(256, 8, using: &g)(.zeros([128, 512]))
        }
        #expect(message(of: alone).contains("Fatal error: Linear takes [batch, 256], and got [128, 512]"))
        let inStack = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = Sequential(ReLU(), Sequential(Linear(256, 8, using: &g)))(.zeros([128, 512]))
        }
        #expect(message(of: inStack).contains("layers.1.layers.0: Linear takes [batch, 256], and got [128, 512]"))
        let inModel = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = WrongModel()
            _ = ModelPath.withRoot(model) { model(.zeros([128, 784])) }
        }
        #expect(message(of: inModel).contains("encoder.layers.2: Linear takes [batch, 256], and got [128, 512]"))
        let helper = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            // A model that holds none of the layers: the stack's own path is told.
            _ = ModelPath.withRoot(WrongModel()) { Sequential(MaxPool2d(3))(.zeros([1, 1, 2, 2])) }
        }
        #expect(
            message(of: helper).contains(
                "layers.0: MaxPool2d takes [batch, channels, height ≥ 3, width ≥ 3], and got [1, 1, 2, 2]"))
    }

    @Test func refusedImages() async {
        let convolution = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = Conv2d(3, 8, kernel: 5, padding: 1, using: &g)(.zeros([2, 1, 28, 28]))
        }
        #expect(
            message(of: convolution).contains(
                "Conv2d takes [batch, 3, height ≥ 3, width ≥ 3], and got [2, 1, 28, 28]"))
        let transposed = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = ConvTranspose2d(3, 8, kernel: 5, using: &g)(.zeros([2, 28]))
        }
        #expect(message(of: transposed).contains("ConvTranspose2d takes [batch, 3, height, width], and got [2, 28]"))
        let norm = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = BatchNorm1d(4)(.zeros([2, 5]))
        }
        #expect(message(of: norm).contains("BatchNorm1d takes [batch, 4] or [batch, 4, places], and got [2, 5]"))
        let shape = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Reshape(1, 28, 28)(.zeros([2, 500]))
        }
        let words = "Reshape takes [batch, …] with 784 numbers for each sample, and got [2, 500]"
        #expect(message(of: shape).contains(words))
    }
}

/// Two convolutions with a normalization and an activation between them, the same for the same number of channels.
private final class Normalizing {
    let images: Tensor
    let norm: BatchNorm2d
    let stack: Sequential

    init(_ channels: Int, _ activation: any Layer) {
        var g = SeededGenerator(seed: 7)
        images = .normal([5, 2, 6, 5], using: &g)
        norm = BatchNorm2d(channels)
        norm.weight.set(.normal([channels], using: &g))
        norm.bias.set(.normal([channels], using: &g))
        stack = Sequential(
            Conv2d(2, channels, kernel: 3, padding: 1, using: &g), norm, activation,
            Conv2d(channels, 2, kernel: 3, padding: 1, using: &g))
    }

    var parameters: [Parameter] { Networks.parameters(of: stack).map(\.parameter) }
}

private final class WrongModel {
    let name = "wrong"
    let encoder: Sequential

    init() {
        var g = SeededGenerator(seed: 1)
        encoder = Sequential(Linear(784, 512, using: &g), ReLU(), Linear(256, 32, using: &g))
    }

    func callAsFunction(_ x: Tensor) -> Tensor { encoder(x) }
}
