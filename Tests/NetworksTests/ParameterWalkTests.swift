import Networks
import Testing

@Suite struct ParameterWalkTests {
    private final class Parts {
        let list = [Parameter(.zeros([2])), Parameter(.zeros([3]))]
        let optional: Parameter? = Parameter(.zeros([4]))
        let nothing: Parameter? = nil
        let pair = (first: Parameter(.zeros([5])), second: 7)
        let shared: Parameter
        let again: Parameter
        init() {
            shared = Parameter(.zeros([6]))
            again = shared
        }
    }

    @Test func everyPlaceIsNamedOnce() {
        let names = parameters(of: Parts()).map { "\($0.name) \($0.parameter.count)" }
        #expect(names == ["list.0 2", "list.1 3", "optional 4", "pair.first 5", "shared 6"])
    }

    @Test func aModelWithoutParametersHasNone() {
        #expect(parameters(of: ReLU()).isEmpty)
        #expect(parameterCount(of: Sequential(ReLU(), Flatten())) == 0)
    }
}
