import Tensors
import Testing

@Suite struct ShapeTests {
    @Test func lengths() {
        let shape: Shape = [2, 3, 4]
        #expect(shape.rank == 3 && shape.count == 24 && shape[1] == 3 && shape.array == [2, 3, 4])
        #expect("\(shape)" == "[2, 3, 4]")
        #expect(shape.withBatch(7) == [7, 3, 4])
        #expect(shape != [2, 3, 4, 1])
        let scalar: Shape = []
        #expect(scalar.rank == 0 && scalar.count == 1 && scalar.array.isEmpty)
        #expect(Shape([0, 5]).count == 0)
    }

    @Test func misfitsPrintBothShapes() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor([2], [1, 2]) + Tensor([3], [1, 2, 3])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("[2]") && message.contains("[3]"))
    }

    @Test func convolutionsPrintWhatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = conv2d(
                .zeros([1, 2, 5, 5]), weight: .zeros([4, 3, 3, 3]), bias: .zeros([4]), stride: 1, padding: 0)
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("[1, 2, 5, 5]") && message.contains("[4, 3, 3, 3]"))
    }

    @Test func movement() {
        let x = Tensor([3, 2], [1, 2, 3, 4, 5, 6])
        #expect(x.take([2, 0]).scalars == [5, 6, 1, 2])
        #expect(x[1..<3].scalars == [3, 4, 5, 6])
        #expect(x.prefix(9).scalars == x.scalars)
        #expect(x.column(1) == [2, 4, 6] && x.row(1) == [3, 4])
        #expect(x.transpose().scalars == [1, 3, 5, 2, 4, 6])
        let joined = concatenate([x, x.prefix(1), x.prefix(0)])
        #expect(joined.shape == [4, 2] && joined.scalars == [1, 2, 3, 4, 5, 6, 1, 2])
    }
}
