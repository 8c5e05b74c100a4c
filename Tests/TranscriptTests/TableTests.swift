import Testing
import Transcript

@Suite("Tables as values")
struct TableTests {
    private func best(_ texts: [String], _ best: Table.Best) -> [Int]? {
        Table(columns: [.init("n", best: best)], rows: texts.map { [$0] }).best[0]
    }

    @Test("A column finds its best numbers as they are printed")
    func found() {
        #expect(best(["0.0393", "0.0119", "0.0084"], .lowest) == [2])
        #expect(best(["1,068,306", "111,521", "999"], .highest) == [0])
        #expect(best(["−2", "1.5", "−10"], .lowest) == [2])
        #expect(best(["12%", "9.5%"], .highest) == [0])
        #expect(best(["0.012", "0.012", "0.013"], .lowest) == [0, 1])
        #expect(best(["0.03 ± 0.01", "0.02 ± 0.05", "0.025"], .lowest) == [1])
    }

    @Test("What is no number is not the best")
    func notNumbers() {
        #expect(best(["", "not a number", "nan", "7"], .lowest) == [3])
        #expect(best(["diverged", ""], .lowest) == [])
        #expect(best([], .highest) == [])
    }

    @Test("What the chapter marks itself stands")
    func given() {
        let table = Table(
            columns: [.init("a", best: .lowest), .init("b")], rows: [["1", "2"], ["3", "4"]], best: [0: [1]])
        #expect(table.best == [0: [1]])
    }
}
