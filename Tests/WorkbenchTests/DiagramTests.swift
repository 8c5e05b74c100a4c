import Testing
import Workbench

@Suite struct DiagramTests {
    @Test func aNetworkIsDrawnFromItself() {
        var g = SeededGenerator(seed: 1)
        let picture = diagram(of: ConvolutionalAutoencoder(latent: 32, using: &g))
        let stages = ["28 × 28 × 1", "14 × 14 × 16", "7 × 7 × 32", "32", "7 × 7 × 32", "14 × 14 × 16", "28 × 28 × 1"]
        #expect(picture.stages.map(\.name) == stages)
        #expect(picture.stages.map(\.isMarked) == [false, false, false, true, false, false, false])
        let steps = [
            "Conv2d, ReLU", "Conv2d, ReLU", "Linear", "Linear", "ConvTranspose2d, ReLU", "ConvTranspose2d, Sigmoid",
        ]
        #expect(picture.steps.map(\.name) == steps)
        #expect(picture.steps.map(\.parameters).reduce(0, +) == 111_521)
    }

    /// An activation that no layer of its half precedes is a step of its own, not lost.
    @Test func nothingIsLeftOut() {
        final class Odd: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            init(using g: inout SeededGenerator) {
                encoder = Sequential(Linear(784, 3, using: &g))
                decoder = Sequential(ReLU(), Linear(3, 784, using: &g))
            }
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor { Tensor(0) }
        }
        var g = SeededGenerator(seed: 1)
        let picture = diagram(of: Odd(using: &g))
        #expect(picture.steps.map(\.name) == ["Linear", "ReLU", "Linear"])
        #expect(picture.stages.map(\.count) == [784, 3, 3, 784])
    }
}
