import Foundation
import Tensors
import Testing

/// The vectorised functions against Foundation's in double precision.
@Suite struct VectorMathTests {
    @Test func exponential() {
        let x = ramp(from: -87.2, to: 88.2)
        expect(x.exp(), x, relative: 4e-7) { Foundation.exp($0) }
        let high = ramp(from: 88.2, to: 88.7)
        expect(high.exp(), high, relative: 1e-6) { Foundation.exp($0) }
        #expect(Tensor([3], [-88, -1000, -.infinity]).exp().scalars == [0, 0, 0])
        #expect(Tensor([3], [88.8, 1000, .infinity]).exp().scalars.allSatisfy { $0 == .infinity })
        let low = ramp(from: -87.6, to: -87.2)
        expect(low.exp(), low, absolute: 1.5e-45, relative: 4e-7) { Foundation.exp($0) }
    }

    @Test func logarithm() {
        expect(ramp(from: 1e-3, to: 5).log(), ramp(from: 1e-3, to: 5), absolute: 1e-7, relative: 4e-7) {
            Foundation.log($0)
        }
        let powers = Tensor([250], (-125..<125).map { Float(sign: .plus, exponent: $0, significand: 1.3) })
        expect(powers.log(), powers, relative: 4e-7) { Foundation.log($0) }
        let denormal = Tensor([23], (-149 ... -127).map { Float(sign: .plus, exponent: $0, significand: 1) })
        expect(denormal.log(), denormal, relative: 4e-7) { Foundation.log($0) }
    }

    @Test func squareRoot() {
        let powers = Tensor([250], (-125..<125).map { Float(sign: .plus, exponent: $0, significand: 1.7) })
        expect(powers.sqrt(), powers, relative: 2e-7) { $0.squareRoot() }
        expect(ramp(from: 0, to: 9).sqrt(), ramp(from: 0, to: 9), relative: 2e-7) { $0.squareRoot() }
    }

    @Test func sigmoidAndTangent() {
        let x = ramp(from: -80, to: 80)
        expect(sigmoid(x), x, relative: 6e-7) { 1 / (1 + Foundation.exp(-$0)) }
        expect(Tensors.tanh(x), x, relative: 4e-7) { Foundation.tanh($0) }
        let small = ramp(from: -1, to: 1)
        expect(Tensors.tanh(small), small, relative: 6e-7) { Foundation.tanh($0) }
    }

    /// Far out as in PyTorch: the ends themselves, and a pixel that is certain and wrong costs 100.
    @Test func saturation() {
        let x = Tensor([4], [-.infinity, -90, 90, .infinity])
        #expect(sigmoid(x).scalars == [0, 0, 1, 1])
        #expect(Tensors.tanh(x).scalars == [-1, -1, 1, 1])
        #expect(binaryCrossEntropy(sigmoid(Tensor([1], [-90])), Tensor([1], [1])).scalar == 100)
        #expect(binaryCrossEntropy(logits: Tensor([1], [-200]), Tensor([1], [1])).scalar == 200)
    }

    @Test func sineAndCosine() {
        for step in 0..<4096 {
            let turns = Vector((0..<16).map { Float(step * 16 + $0) / 65536 })
            let (sine, cosine) = Vector.sineAndCosine(ofTurn: turns)
            for lane in 0..<16 {
                let angle = 2 * Double.pi * Double(turns[lane])
                #expect(abs(Double(sine[lane]) - sin(angle)) < 3e-7, "the sine of \(turns[lane]) turns")
                #expect(abs(Double(cosine[lane]) - cos(angle)) < 3e-7, "the cosine of \(turns[lane]) turns")
            }
        }
    }

    /// NaN stays NaN, so that a training that diverges is seen.
    @Test func notANumber() {
        let x = Tensor([3], [.nan, 1, -1])
        for y in [relu(x), leakyReLU(x, slope: 0.1), sigmoid(x), Tensors.tanh(x), x.exp(), x.clamp(0, 1)] {
            #expect(y.scalars[0].isNaN && !y.scalars[1].isNaN && !y.scalars[2].isNaN)
        }
        let logarithms = Tensor([4], [.nan, -1, 0, .infinity]).log().scalars
        #expect(logarithms[0].isNaN && logarithms[1].isNaN)
        #expect(logarithms[2] == -.infinity && logarithms[3] == .infinity)
    }

    private func ramp(from lower: Float, to upper: Float) -> Tensor {
        Tensor([20_001], (0...20_000).map { lower + (upper - lower) * Float($0) / 20_000 })
    }

    private func expect(
        _ y: Tensor, _ x: Tensor, absolute: Double = 1e-37, relative: Double, _ reference: (Double) -> Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let worst = zip(x.scalars, y.scalars).max { error($0, absolute, reference) < error($1, absolute, reference) }!
        #expect(
            error(worst, absolute, reference) <= relative, "f(\(worst.0)) = \(worst.1)", sourceLocation: sourceLocation)
    }

    private func error(_ pair: (Float, Float), _ absolute: Double, _ reference: (Double) -> Double) -> Double {
        let expected = reference(Double(pair.0))
        return max(0, abs(Double(pair.1) - expected) - absolute) / max(abs(expected), 1e-37)
    }
}
