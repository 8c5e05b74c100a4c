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
            text { DenoisingAutoencoder(latent: 2, noiseStd: 0.3, using: &$0) },
            text { DenoisingAutoencoder(latent: 2, noiseStd: 0.31, using: &$0) },
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

    /// A layer with something else than numbers in it.
    private final class Holding<Value>: Layer {
        let value: Value
        init(_ value: Value) { self.value = value }
        func callAsFunction(_ x: Tensor) -> Tensor { x }
    }

    private enum Choice {
        case none
        case some(Box)
        case other(Float)
    }
    private final class Box {
        let width: Int
        init(_ width: Int) { self.width = width }
    }

    /// What a model holds beside its parameters decides what it computes: all of it is in the text, by value.
    @Test func constantsCountByTheirValues() {
        func texts<Value>(_ one: Value, _ other: Value, _ oneAgain: Value) -> [String] {
            [one, other, oneAgain].map { Structure(of: Sequential(Holding($0))).text }
        }
        let all = [
            texts(Tensor([2], [1, 2]), Tensor([2], [1, 3]), Tensor([2], [1, 2])),
            texts(Choice.some(Box(1)), .some(Box(2)), .some(Box(1))),
            texts(Choice.other(1), .other(2), .other(1)),
            texts(Choice.none, .other(2), .none),
            texts(["a": [1, 2], "b": [3]], ["a": [1, 2], "b": [4]], ["b": [3], "a": [1, 2]]),
            texts(Set(1...20), Set(1...21), Set((1...20).reversed())),
        ]
        for texts in all { #expect(texts[0] != texts[1] && texts[0] == texts[2], "\(texts)") }
    }

    @Test func sharingALayerIsNotHavingTwo() {
        var g = SeededGenerator(seed: 1)
        let (a, b) = (Linear(2, 2, using: &g), Linear(2, 2, using: &g))
        #expect(Structure(of: Sequential(a, b, a)).text != Structure(of: Sequential(a, b, b)).text)
    }

    @Test func whatOnlyItsTypeIsKnownOfIsNoticed() {
        #expect(Structure(of: Sequential(Holding(\String.count))).holdsFunctions)
        #expect(Structure(of: Sequential(Holding(Optional.some { (x: Int) in x }))).holdsFunctions)
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
