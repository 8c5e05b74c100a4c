import Networks
import Testing

@Suite struct StructureTests {
    private func text(_ make: (inout SeededGenerator) -> any Autoencoder) -> String {
        var generator = SeededGenerator(seed: 1)
        return Structure(of: make(&generator)).text
    }

    @Test func everySettingIsInTheText() {
        let texts = [
            text { VanillaAutoencoder(latent: 2, using: &$0) },
            text { VanillaAutoencoder(latent: 3, using: &$0) },
            text { DenoisingAutoencoder(latent: 2, noise: 0.3, using: &$0) },
            text { DenoisingAutoencoder(latent: 2, noise: 0.31, using: &$0) },
            text { SparseAutoencoder(latent: 2, penalty: 1e-3, using: &$0) },
            text { SparseAutoencoder(latent: 2, penalty: 2e-3, using: &$0) },
            text { ConvolutionalAutoencoder(latent: 2, using: &$0) },
        ]
        #expect(Set(texts).count == texts.count)
        #expect(texts[0] == text { VanillaAutoencoder(latent: 2, using: &$0) })
    }

    @Test func strideAndOrderCount() {
        var g = SeededGenerator(seed: 1)
        let one = Structure(of: Sequential(Conv2d(1, 2, kernel: 3, stride: 1, using: &g), ReLU(), Sigmoid()))
        let two = Structure(of: Sequential(Conv2d(1, 2, kernel: 3, stride: 2, using: &g), ReLU(), Sigmoid()))
        let three = Structure(of: Sequential(Conv2d(1, 2, kernel: 3, stride: 1, using: &g), Sigmoid(), ReLU()))
        #expect(Set([one.text, two.text, three.text]).count == 3)
    }

    @Test func foreignTypesAndFunctionsAreNoticed() {
        final class Doubling: Layer {
            let factor: (Float) -> Float = { $0 * 2 }
            func callAsFunction(_ x: Tensor) -> Tensor { x * factor(1) }
        }
        let structure = Structure(of: Sequential(Doubling()))
        #expect(structure.modules == ["Networks", "NetworksTests"])
        #expect(structure.holdsFunctions)
        #expect(!Structure(of: Sequential(ReLU())).holdsFunctions)
    }
}
