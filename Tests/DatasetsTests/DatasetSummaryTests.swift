import Datasets
import Testing

struct DatasetSummaryTests {
    @Test func ofPictures() {
        let dataset = Dataset(name: "MNIST", training: SmallData.samples(1_200), test: SmallData.samples(20))
        #expect(
            dataset.summary == "MNIST: 1,220 pictures of 5 × 4 pixels in 10 classes, 1,200 to train on and 20 to test")
    }

    @Test func ofColorPictures() {
        let color = Samples(features: SampleValues(shape: [3, 1, 2], bytes: [1, 2, 3, 4, 5, 6]), labels: [0])
        let dataset = Dataset(name: "flags", training: color, test: color.prefix(0))
        #expect(dataset.summary == "flags: 1 color picture of 1 × 2 pixels in 1 class, all to train on")
    }

    @Test func ofRows() {
        let rows = Samples(rows: [[1, 2, 3, 4], [5, 6, 7, 8]], labels: [0, 2])
        let dataset = Dataset(
            name: "iris.csv", training: rows, validation: rows.prefix(1), test: rows, classNames: ["a", "b", "c"])
        #expect(
            dataset.summary
                == "iris.csv: 5 rows of 4 numbers in 3 classes, 2 to train on, 1 to validate and 2 to test")
    }

    @Test func ofTargetsAndArrays() {
        let rows = Samples(rows: [[1], [2]], targets: [[1], [2]])
        #expect(
            Dataset(name: "line", training: rows, test: rows.prefix(1)).summary
                == "line: 3 rows of 1 number with 1 number to predict, 2 to train on and 1 to test")
        let arrays = Samples(shape: [2, 3], features: [Float](repeating: 0, count: 12))
        #expect(
            Dataset(name: "waves", training: arrays, test: arrays).summary
                == "waves: 4 arrays of 2 × 3 numbers, 2 to train on and 2 to test")
    }
}
