import Tensors
import Testing

@Suite struct GradientsTests {
    @Test func parameterUsedTwice() {
        let p = Parameter(Tensor([2], [3, -2]))
        let (value, gradients) = valueAndGradients { (p.value * p.value + p.value * 5).sum() }
        #expect(value.scalar == 9 + 4 + 15 - 10)
        #expect(gradients[p]?.scalars == [11, 1])
    }

    @Test func intermediateUsedTwice() {
        let p = Parameter(Tensor([2], [3, -2]))
        let (_, gradients) = valueAndGradients {
            let square = p.value.square()
            return (square + square * square).sum()
        }
        // 2x + 4x³
        #expect(gradients[p]?.scalars == [114, -36])
    }

    @Test func unusedParameter() {
        let (p, q) = (Parameter(Tensor([1], [2])), Parameter(Tensor([1], [7])))
        let (_, gradients) = valueAndGradients { (p.value * 3).sum() }
        #expect(gradients[p]?.scalars == [3])
        #expect(gradients[q] == nil)
    }

    @Test func detachedValuesAreConstants() {
        let p = Parameter(Tensor([1], [2]))
        let (_, gradients) = valueAndGradients { (p.value * p.value.detached).sum() }
        #expect(gradients[p]?.scalars == [2])
    }

    @Test func nothingDerived() {
        let p = Parameter(Tensor([1], [2]))
        let (value, gradients) = valueAndGradients { Tensor(4) * 2 }
        #expect(value.scalar == 8)
        #expect(gradients[p] == nil)
    }

    @Test func onlyAScalarIsDerived() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let p = Parameter(Tensor([2], [1, 2]))
            _ = valueAndGradients { p.value * 2 }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("gradients of a tensor of the shape [2], not of a scalar"))
    }

    @Test func errorsOfTheBodyAreThrown() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) { try valueAndGradients { throw Refusal() } }
    }

    /// An update changes the parameter, and no tensor that was taken from it before.
    @Test func heldValuesStay() {
        let p = Parameter(Tensor([3], [1, 2, 3]))
        let held = p.value
        p.update { $0[0] = 9 }
        #expect(held.scalars == [1, 2, 3])
        #expect(p.value.scalars == [9, 2, 3])
        p.set(Tensor([3], [4, 5, 6]))
        #expect(p.value.scalars == [4, 5, 6])
    }

    /// Whoever is not asked for is a constant.
    @Test func someParametersAlone() {
        let (p, q) = (Parameter(Tensor([2, 3], repeating: 2)), Parameter(Tensor([2, 3], repeating: 5)))
        func product() -> Tensor { linear(p.value, weight: q.value, bias: .zeros([2])).sum() }
        let (value, gradients) = valueAndGradients(of: [p], product)
        let (same, all) = valueAndGradients(product)
        #expect(value.scalar == same.scalar)
        #expect(gradients[q] == nil)
        #expect(gradients[p]?.scalars == all[p]?.scalars)
        #expect(valueAndGradients(of: [q], product).gradients[q]?.scalars == all[q]?.scalars)
        #expect(valueAndGradients(of: [], product).gradients[p] == nil)
    }

    /// A parameter that nobody else holds any more lives on in its gradient, so that none takes its address.
    @Test func gradientsHoldTheirParameters() {
        func gradients() -> Gradients {
            let gone = Parameter(Tensor([1], [3]))
            return valueAndGradients { gone.value.square().sum() }.gradients
        }
        let held = gradients()
        let next = (0..<100).map { _ in Parameter(Tensor([1], [0])) }
        #expect(next.allSatisfy { held[$0] == nil })
    }

    @Test func derivativesOfDerivativesAreRefused() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let p = Parameter(Tensor([1], [2]))
            _ = valueAndGradients { valueAndGradients { p.value.square().sum() }.gradients[p]!.sum() }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("valueAndGradients inside of valueAndGradients"))
    }
}
