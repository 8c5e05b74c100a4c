import Tensors
import Testing

/// Checks the gradients of an operation against central differences of its value.
///
/// The result y is weighed with fixed random numbers to a scalar L = Σ r · y, summed in double precision. Along a random
/// direction v of all inputs, D(h) = (L(x + h v) − L(x − h v)) / 2h must be Σ v · ∂L/∂x; (4 D(h / 2) − D(h)) / 3 is free
/// of the error that grows with h², so that h may be large against single precision's rounding. One direction hides no
/// mistake but by chance, and several are tried; each needs four evaluations whatever the number of elements.
func checkGradients(
    of inputs: [Tensor], step: Float = 8e-3, tolerance: Double = 2e-3, seed: UInt64 = 1, directions: Int = 3,
    _ name: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: ([Tensor]) -> Tensor
) {
    var generator = SeededGenerator(seed: seed)
    let parameters = inputs.map(Parameter.init)
    var weights = Tensor(0)
    let (_, gradients) = valueAndGradients {
        let y = body(parameters.map(\.value))
        weights = .normal(y.shape, using: &generator)
        return (y * weights).sum()
    }
    func value(_ inputs: [Tensor]) -> Double { dot(body(inputs), weights) }
    for direction in 0..<directions {
        let moves = inputs.map { Tensor.normal($0.shape, using: &generator) }
        func difference(_ step: Float) -> Double {
            let ahead = value(zip(inputs, moves).map { $0 + $1 * step })
            let behind = value(zip(inputs, moves).map { $0 - $1 * step })
            return (ahead - behind) / (2 * Double(step))
        }
        let expected = (4 * difference(step / 2) - difference(step)) / 3
        let parts = zip(parameters, moves).map { parameter, move in gradients[parameter].map { dot($0, move) } ?? 0 }
        let actual = parts.reduce(0, +)
        // The differences are as exact as the sum of the sizes that cancel in them.
        let size = zip(parameters, moves).reduce(1e-3) { sum, pair in
            sum + (gradients[pair.0].map { norm($0) * norm(pair.1) / Double(max(1, pair.1.count)).squareRoot() } ?? 0)
        }
        #expect(
            abs(actual - expected) <= tolerance * size,
            "\(name), direction \(direction): \(actual) by the pullback, \(expected) by differences",
            sourceLocation: sourceLocation)
    }
}

func dot(_ a: Tensor, _ b: Tensor) -> Double {
    zip(a.scalars, b.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

func norm(_ a: Tensor) -> Double { dot(a, a).squareRoot() }
