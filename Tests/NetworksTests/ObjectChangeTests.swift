import Networks
import Tensors
import Testing

/// What a program hears of objects that its statements change.
@Suite("Changes of older objects", .serialized)
struct ObjectChangeTests {
    /// How many changes a body makes of what was there before it.
    private func changes(_ body: () -> Void) -> Int {
        let before = ChangeClock.changesOfOlder
        ChangeClock.advance()
        body()
        return ChangeClock.changesOfOlder - before
    }

    @Test("A parameter, a buffer and an optimizer that are older than the statement tell that they change")
    func older() {
        let parameter = Parameter(.zeros([2]))
        let state = Buffer(.zeros([2]))
        let adam = Adam()
        #expect(changes { parameter.set(.zeros([2])) } >= 1)
        #expect(changes { parameter.update { $0[0] = 1 } } >= 1)
        #expect(changes { state.value = .zeros([2]) } >= 1)
        let (_, gradients) = valueAndGradients { parameter.value.square().mean() }
        let ofParameter = changes { Adam().update([parameter], along: gradients) }
        #expect(ofParameter >= 1)
        #expect(changes { adam.update([parameter], along: gradients) } > ofParameter)
    }
}
