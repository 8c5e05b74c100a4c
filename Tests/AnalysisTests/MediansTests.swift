import Analysis
import Tensors
import Testing

@Suite struct MediansTests {
    @Test func theMiddleOfEachColumn() {
        let matrix = Tensor([3, 2], [5, -1, 1, -1, 3, 7])
        #expect(columnMedians(of: matrix).scalars == [3, -1])
    }

    @Test func ofTwoTheUpper() {
        #expect(columnMedians(of: Tensor([2, 1], [1, 4])).scalars == [4])
    }
}
