import Networks
import TestSupport
import Testing

/// PyTorch's default distributions: uniform in ±1/√fan-in, weight and bias alike (`init_bounds.json`).
@Suite struct InitializerTests {
    private func check(_ layer: any Layer, bound: Float) {
        for named in parameters(of: layer) {
            let values = named.parameter.value.scalars
            #expect(values.allSatisfy { abs($0) <= bound * 1.000_001 })
            guard values.count > 1_000 else { continue }
            let mean = values.reduce(0, +) / Float(values.count)
            let variance = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
            #expect(abs(mean) < bound * 4 / Float(values.count).squareRoot())
            #expect(abs(variance / (bound * bound / 3) - 1) < 0.1)
            #expect((values.max() ?? 0) > 0.98 * bound && (values.min() ?? 0) < -0.98 * bound)
        }
    }

    @Test func bounds() {
        var g = SeededGenerator(seed: 9)
        check(Linear(784, 512, using: &g), bound: 1 / 28)
        check(Linear(1, 5, using: &g), bound: 1)
        check(Conv2d(16, 32, kernel: 3, using: &g), bound: 1 / 12)
        check(ConvTranspose2d(32, 16, kernel: 3, using: &g), bound: 1 / 12)
        check(ConvTranspose2d(16, 1, kernel: 3, using: &g), bound: 1 / 3)
    }

    private struct Bounds: Decodable {
        struct Row: Decodable {
            let layer: String
            let shape: [Int]
            let bound: Float

            enum CodingKeys: String, CodingKey {
                case layer, bound
                case shape = "weight_shape"
            }
        }
        let rows: [Row]
    }

    /// PyTorch's own layers, their stored shapes and bounds.
    @Test func boundsAreTorchs() throws {
        var g = SeededGenerator(seed: 9)
        for row in try Fixture.decode(Bounds.self, from: "init_bounds").rows {
            let sizes = row.layer.drop { $0 != "(" }.split { !$0.isNumber }.compactMap { Int($0) }
            let (inputs, outputs, kernel) = (sizes[sizes.startIndex], sizes[sizes.startIndex + 1], sizes.last ?? 0)
            let layer: any Layer =
                switch row.layer.prefix(while: { $0 != "(" }) {
                case "Linear": Linear(inputs, outputs, using: &g)
                case "Conv2d": Conv2d(inputs, outputs, kernel: kernel, using: &g)
                default: ConvTranspose2d(inputs, outputs, kernel: kernel, using: &g)
                }
            #expect(parameters(of: layer)[0].parameter.shape.array == row.shape, "\(row.layer)")
            check(layer, bound: row.bound)
        }
    }

    @Test func shapesAreTorchs() {
        var g = SeededGenerator(seed: 9)
        #expect(Linear(5, 3, using: &g).weight.shape == [3, 5])
        #expect(Conv2d(2, 4, kernel: 5, using: &g).weight.shape == [4, 2, 5, 5])
        #expect(ConvTranspose2d(2, 4, kernel: 5, using: &g).weight.shape == [2, 4, 5, 5])
        #expect(ConvTranspose2d(2, 4, kernel: 5, using: &g).bias.shape == [4])
    }

    @Test func theSeedDecides() {
        var (a, b, c) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1), SeededGenerator(seed: 2))
        let values = Linear(4, 4, using: &a).weight.value.scalars
        #expect(values == Linear(4, 4, using: &b).weight.value.scalars)
        #expect(values != Linear(4, 4, using: &c).weight.value.scalars)
    }
}
