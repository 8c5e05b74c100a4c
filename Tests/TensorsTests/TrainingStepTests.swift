import Foundation
import Tensors
import Testing

/// A small convolutional autoencoder's step: the same bits always, and no memory beyond the first steps'.
@Suite struct TrainingStepTests {
    @Test func sameBitsAgainAndOnManyThreads() async {
        let expected = Autoencoder(seed: 1).train(steps: 4)
        #expect(Autoencoder(seed: 1).train(steps: 4) == expected)
        #expect(Autoencoder(seed: 2).train(steps: 4) != expected)
        let results = await withTaskGroup(of: [Float].self) { group in
            for _ in 0..<6 { group.addTask { Autoencoder(seed: 1).train(steps: 4) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0 == expected })
    }

    @Test func memoryDoesNotGrow() throws {
        let network = Autoencoder(seed: 3)
        _ = network.train(steps: 50)
        let before = try residentBytes()
        _ = network.train(steps: 1000)
        // Other tests run meanwhile; a step's tensors alone are 0.6 MB, so a leak would show a thousandfold.
        #expect(try residentBytes() - before < 200 << 20)
    }

    private func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return Int(pages)! * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

private struct Autoencoder {
    private let parameters: [Parameter]
    private let images: Tensor

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let shapes: [Shape] = [[16, 1, 3, 3], [16], [5, 16, 3, 3], [5], [5, 16, 3, 3], [16], [16, 1, 3, 3], [1]]
        parameters = shapes.map { Parameter(Tensor.normal($0, using: &generator) * 0.2) }
        images = Tensor.uniform([16, 1, 12, 12], from: 0, to: 1, using: &generator)
    }

    /// Plain gradient descent; all parameters after it, and the last loss.
    func train(steps: Int) -> [Float] {
        var loss: Float = 0
        for _ in 0..<steps {
            let (value, gradients) = valueAndGradients { meanSquaredError(reconstructed(), images) }
            loss = value.scalar
            for parameter in parameters {
                let gradient = gradients[parameter]!.scalars
                parameter.update { for place in $0.indices { $0[place] -= 0.1 * gradient[place] } }
            }
        }
        return parameters.flatMap(\.value.scalars) + [loss]
    }

    private func reconstructed() -> Tensor {
        let p = parameters.map(\.value)
        let wide = relu(conv2d(images, weight: p[0], bias: p[1], stride: 2, padding: 1))
        let narrow = relu(conv2d(wide, weight: p[2], bias: p[3], stride: 2, padding: 1))
        let spread = relu(convTranspose2d(narrow, weight: p[4], bias: p[5], stride: 2, padding: 1, outputPadding: 1))
        return sigmoid(convTranspose2d(spread, weight: p[6], bias: p[7], stride: 2, padding: 1, outputPadding: 1))
    }
}
