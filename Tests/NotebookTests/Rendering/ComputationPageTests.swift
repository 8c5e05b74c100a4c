import Foundation
import Notebook
import Rendering
import Testing
import Transcript

@Suite("The appendix")
struct ComputationPageTests {
    @Test("It lists every training once, with its cost, and what it ran on")
    func appendix() throws {
        let (sources, output) = (try TemporaryFolder(), try TemporaryFolder())
        let sample = try SampleBook(in: sources.url)
        var runs = sample.runs
        let training = TrainingSummary(
            name: "conv-32", key: "0123456789abcdef", parameters: 111_521, epochs: 30, batch: 128, seed: 42,
            data: "MNIST", dataDigest: "feed", images: 5_000, losses: [0.0084], finalLoss: 0.0084,
            measures: [NamedNumber("MSE", 0.0089)],
            seconds: 125, threads: 2, learningRate: 0.001, peakMemory: 90_000_000, date: SampleBook.date, cached: true)
        var environment = RunEnvironment(
            processor: "A processor, avx2", cores: 2, memory: 8_000_000_000, system: "Debian",
            libraries: [.init("oneDNN", "2.6.3"), .init("Cairo", "1.16.0")])
        environment.toolchain = "Swift version 6.3"
        for name in runs.keys {
            runs[name]?.trainings = [training]
            runs[name]?.environment = environment
        }
        _ = try PageWriter().write(sample.book, runs: runs, data: sample.data, to: output.url)
        let page = try String(contentsOf: output.url.appendingPathComponent("computation.html"), encoding: .utf8)
        #expect(page.contains("One training, 2 min 5 s in all."))
        #expect(page.matches(of: /id="training.0123456789ab"/).count == 1)
        for text in ["111,521", "0.001", "0.008400", "90 MB", "21 November 2025", "feed", "oneDNN 2.6.3, Cairo 1.16.0"]
        {
            #expect(page.contains(text), "\(text)")
        }
        #expect(page.matches(of: /A processor, avx2/).count == 1 && page.contains("Swift version 6.3"))
        #expect(PageReader(page).problems.isEmpty)
        let cover = try String(contentsOf: output.url.appendingPathComponent("index.html"), encoding: .utf8)
        #expect(cover.contains("href=\"computation.html\""))
    }
}
