import Networks
import Testing

@Suite struct DropoutTests {
    private let x = Tensor([100, 40], repeating: 2)

    @Test func identityOutsideOfTraining() {
        #expect(Dropout(0.5)(x).scalars == x.scalars)
        var g = SeededGenerator(seed: 1)
        #expect(withTrainingMode(using: &g) { Dropout(0)(x) }.scalars == x.scalars)
        #expect(g.state == SeededGenerator(seed: 1).state)
    }

    /// The mask is drawn from the generator that is lent, anew in each call, and comes back moved on.
    @Test func masksFromTheGenerator() {
        func draw(_ seed: UInt64) -> ([[Float]], UInt64) {
            var g = SeededGenerator(seed: seed)
            let layer = Sequential(Dropout(0.25))
            let outputs = withTrainingMode(using: &g) { [layer(x).scalars, layer(x).scalars] }
            return (outputs, g.state)
        }
        let (outputs, state) = draw(3)
        #expect(outputs == draw(3).0)
        #expect(state == draw(3).1)
        #expect(outputs[0] != outputs[1])
        #expect(outputs != draw(4).0)
        let kept = outputs[0].filter { $0 != 0 }
        #expect(kept.allSatisfy { abs($0 - 2 / 0.75) < 1e-6 })
        #expect(abs(Float(kept.count) / 4000 - 0.75) < 0.03)
    }

    /// A mode without a generator inside of one that has one keeps it.
    @Test func modesInsideOfEachOther() {
        var g = SeededGenerator(seed: 5)
        let y = withTrainingMode(using: &g) { withTrainingMode { Dropout(0.5)(x) } }
        #expect(y.scalars.contains(0))
    }

    @Test func gradientOfWhatIsKept() {
        let p = Parameter(x)
        var (g, y) = (SeededGenerator(seed: 7), Tensor(0))
        let (_, gradients) = withTrainingMode(using: &g) {
            valueAndGradients {
                y = Dropout(0.5)(p.value)
                return y.sum()
            }
        }
        #expect(gradients[p]?.scalars == y.scalars.map { $0 / 2 })
    }

    @Test func mistakes() async {
        let lent = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = withTrainingMode { Dropout(0.5)(Tensor(1)) }
        }
        #expect(message(of: lent).contains("withTrainingMode(using: &generator) { … } lends it one"))
        let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Dropout(1) }
        #expect(message(of: rate).contains("the rate is 1.0, and must be in 0 ..< 1"))
    }
}

func message(of result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
}
