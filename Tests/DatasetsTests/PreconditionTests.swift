import Datasets
import Testing

/// A programmer's mistakes stop the program, and say what was wrong.
struct PreconditionTests {
    private func words(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    @Test func shapesThatDoNotFit() async {
        let numbers = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SampleValues(shape: [2], floats: [1, 2, 3])
        }
        #expect(words(numbers).contains("3 numbers are not a whole number of samples of shape [2]"))
        let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SampleValues(rows: [[1, 2], [3]])
        }
        #expect(words(rows).contains("row 1 has 1 numbers, but row 0 has 2"))
    }

    @Test func labelsThatAreNone() async {
        let counts = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Samples(rows: [[1], [2]], labels: [0])
        }
        #expect(words(counts).contains("2 samples cannot have 1 labels"))
        let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Samples(rows: [[1], [2]], labels: [0, -1])
        }
        #expect(words(negative).contains("-1 is no class"))
    }

    @Test func numbersWherePicturesBelong() async {
        let pixels = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Samples(rows: [[1], [2]]).pixels
        }
        #expect(words(pixels).contains("samples of [1] are no pictures"))
    }

    @Test func aClassWithoutAName() async {
        let names = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let samples = Samples(rows: [[1], [2]], labels: [0, 1])
            _ = Dataset(name: "a", training: samples, test: samples, classNames: ["only"])
        }
        #expect(words(names).contains("class 1 has no name; there are 1"))
    }
}
