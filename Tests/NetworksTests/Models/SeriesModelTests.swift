import Networks
import Testing

/// The four architectures, exactly as the series has them.
@Suite struct SeriesModelTests {
    private func generator() -> SeededGenerator { SeededGenerator(seed: 3) }

    @Test func parameterCounts() {
        var g = generator()
        #expect(VanillaAutoencoder(latent: 2, using: &g).parameterCount == 1_068_306)
        #expect(VanillaAutoencoder(latent: 32, using: &g).parameterCount == 1_083_696)
        #expect(DenoisingAutoencoder(latent: 32, noiseStd: 0.3, using: &g).parameterCount == 1_083_696)
        #expect(SparseAutoencoder(latent: 32, penalty: 1e-3, using: &g).parameterCount == 1_083_696)
        #expect(ConvolutionalAutoencoder(latent: 32, using: &g).parameterCount == 111_521)
        #expect(ConvolutionalAutoencoder(latent: 2, using: &g).parameterCount == 17_411)
    }

    @Test(arguments: [1, 2, 32, 784])
    func shapes(latent: Int) {
        var g = generator()
        let images = Tensor.uniform([3, 784], from: 0, to: 1, using: &g)
        for model in [
            VanillaAutoencoder(latent: latent, using: &g), ConvolutionalAutoencoder(latent: latent, using: &g),
        ]
            as [any Autoencoder]
        {
            let output = model(images)
            #expect(output.code.shape == [3, latent])
            #expect(output.image.shape == [3, 784])
            #expect(output.image.scalars.allSatisfy { $0 > 0 && $0 < 1 })
        }
    }

    @Test func parameterNamesFollowTheProperties() {
        var g = generator()
        let names = parameters(of: DenoisingAutoencoder(latent: 2, noiseStd: 0.3, using: &g)).map(\.name)
        #expect(names.first == "encoder.0.weight")
        #expect(names.last == "decoder.4.bias")
        #expect(names.count == 12)
    }

    @Test func denoisingCorruptsOnlyWhileTraining() {
        var g = generator()
        let model = DenoisingAutoencoder(latent: 4, noiseStd: 0.3, using: &g)
        let images = Tensor.uniform([5, 784], from: 0, to: 1, using: &g)
        #expect(model(images).image.scalars == model(images).image.scalars)
        var (a, b, same) = (SeededGenerator(seed: 1), SeededGenerator(seed: 2), SeededGenerator(seed: 1))
        let loss = model.loss(images, using: &a).scalar
        #expect(loss != model.loss(images, using: &b).scalar)
        #expect(loss == model.loss(images, using: &same).scalar)
    }

    @Test func corruptionStaysInRange() {
        var g = generator()
        let images = Tensor.uniform([20, 784], from: 0, to: 1, using: &g)
        let noisy = corrupted(images, noiseStd: 0.3, using: &g)
        #expect(noisy.scalars.allSatisfy { $0 >= 0 && $0 <= 1 })
        let middle = zip(images.scalars, noisy.scalars).filter { $0.0 > 0.45 && $0.0 < 0.55 }.map { $0.1 - $0.0 }
        let deviation = (middle.reduce(0) { $0 + $1 * $1 } / Float(middle.count)).squareRoot()
        #expect(deviation > 0.26 && deviation < 0.3)
    }

    @Test func sparseAddsThePenaltyToTheError() {
        var g = generator()
        let model = SparseAutoencoder(latent: 6, penalty: 0.5, using: &g)
        let images = Tensor.uniform([4, 784], from: 0, to: 1, using: &g)
        let output = model(images)
        let expected =
            meanSquaredError(output.image, images).scalar
            + 0.5 * output.code.scalars.reduce(0) { $0 + abs($1) } / Float(output.code.count)
        #expect(abs(model.loss(images, using: &g).scalar - expected) < 1e-6)
    }
}
