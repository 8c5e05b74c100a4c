import Networks
import Testing

/// The library's variational, quantized and strided autoencoders, in the sizes that PyTorch was measured with.
@Suite struct LibraryModelTests {
    private func generator() -> SeededGenerator { SeededGenerator(seed: 3) }

    private func models() -> [any Autoencoder] {
        var g = generator()
        return [
            VariationalAutoencoder(latent: 20, using: &g), ConvolutionalVariationalAutoencoder(latent: 32, using: &g),
            VQVAE(using: &g), StridedAutoencoder(latent: 64, normalized: true, using: &g),
            StridedAutoencoder(latent: 64, normalized: false, using: &g),
        ]
    }

    /// Strokes, so that there is something to learn.
    private func images(_ count: Int) -> Tensor {
        var g = generator()
        let places = (0..<count).map { _ in Int.random(in: 4..<24, using: &g) }
        return Tensor([count, 784]) { pixels in
            for pixel in pixels.indices {
                let (image, row, column) = (pixel / 784, pixel % 784 / 28, pixel % 28)
                let isStroke = abs(column - places[image]) < 2 && (4..<24).contains(row)
                pixels[pixel] = isStroke ? 0.9 : 0
            }
        }
    }

    @Test func parameterCounts() {
        #expect(models().map(\.parameterCount) == [549_688, 384_577, 74_497, 442_433, 442_177])
        var g = generator()
        #expect(VariationalAutoencoder(latent: 10, beta: 4, using: &g).parameterCount == 541_988)
    }

    /// PyTorch's numbers, 645 and 259, have a count of batches for each of the 5 and 3 normalizations.
    @Test func bufferCounts() {
        func count(_ model: Any) -> Int { buffers(of: model).reduce(0) { $0 + $1.buffer.value.count } }
        #expect(models().map(count) == [0, 645 - 5, 0, 259 - 3, 0])
    }

    @Test func shapes() {
        let images = images(3)
        for (model, latent) in zip(models(), [20, 32, 64 * 7 * 7, 64, 64]) {
            let output = model(images)
            #expect(output.code.shape == [3, latent], "\(type(of: model))")
            #expect(output.image.shape == [3, 784], "\(type(of: model))")
            #expect(output.image.scalars.allSatisfy { $0 > 0 && $0 < 1 }, "\(type(of: model))")
            #expect(model.encode(images).scalars == output.code.scalars, "\(type(of: model))")
            #expect(model.decode(output.code).scalars == output.image.scalars, "\(type(of: model))")
        }
    }

    /// Of the quantized model the error alone: its encoder first runs away from the codebook's entries, which follow.
    @Test func lossFalls() {
        let images = images(16)
        for model in models() {
            var g = generator()
            let adam = Adam(learningRate: 1e-3)
            let losses = (0..<25).map { _ in
                var error: Float?
                let (loss, gradients) = withTrainingMode {
                    valueAndGradients {
                        guard let model = model as? VQVAE else { return model.loss(images, using: &g) }
                        let loss = model.terms(images)
                        error = loss.terms[0].value
                        return loss.total
                    }
                }
                adam.update(parameters(of: model).map(\.parameter), along: gradients)
                return error ?? loss.scalar
            }
            #expect(losses[24] < 0.9 * losses[0], "\(type(of: model)): \(losses)")
        }
    }

    @Test func variationalTermsAreMeansOverImages() {
        var g = generator()
        let (model, images) = (VariationalAutoencoder(latent: 6, beta: 4, using: &g), images(5))
        var (first, second) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
        let loss = model.terms(images, using: &first)
        let code = model.posterior(images)
        let image = model.decode(code.sample(.normal([5, 6], using: &second)))
        let expected = [binaryCrossEntropy(image, images).scalar * 784, code.divergence.scalar / 5]
        #expect(loss.terms.map(\.name) == ["reconstruction", "KL"])
        for (term, value) in zip(loss.terms, expected) { #expect(abs(term.value / value - 1) < 1e-5) }
        #expect(abs(loss.total.scalar / (expected[0] + 4 * expected[1]) - 1) < 1e-5)
        #expect(model.encode(images).scalars == code.mean.scalars)
    }

    @Test func quantizedLossHasThreeMeans() {
        var g = generator()
        let (model, images) = (VQVAE(codes: 16, channels: 8, using: &g), images(4))
        let output = model.quantize(images)
        let loss = model.terms(images)
        #expect(loss.terms.map(\.name) == ["reconstruction", "codebook", "commitment"])
        let (codebook, commitment) = (output.codebookLoss.scalar, output.commitmentLoss.scalar)
        #expect(abs(loss.total.scalar - loss.terms[0].value - codebook - 0.25 * commitment) < 1e-6)
    }

    /// What the record calls the test's MSE is that of images from the codebook's entries.
    @Test func quantizedModelIsJudgedThroughTheQuantizer() {
        var g = generator()
        let (model, images) = (VQVAE(codes: 16, using: &g), images(6))
        let output = model.quantize(images)
        #expect(output.indices.count == 6 * 7 * 7)
        let expected = meanSquaredError(model.decoder(output.codes), images).scalar
        let around = meanSquaredError(model.decoder(model.encoder(images)), images).scalar
        let data = EvaluationData(count: 6) { _ in Batch(features: images) }
        #expect(model.evaluate(data) == [Measure("MSE", Double(expected))])
        #expect(expected != around)
    }
}
