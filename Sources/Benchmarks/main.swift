import Datasets
import Foundation
import Networks
import Training

printLinesAsTheyCome()

do {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    if let work = options.work {
        guard let folder = options.data else { throw BenchError("`run` needs --data") }
        let plan = TrainingPlan(images: options.images, epochs: options.epochs)
        let measurement = try work.run(on: Dataset(folder: folder), plan: plan, threads: options.threads)
        print(String(decoding: try JSONEncoder().encode(measurement), as: UTF8.self))
    } else {
        // Nothing that a build of the book uses is touched: the bench draws digits of its own where it must.
        let data = try DataSource(given: options.data, revision: "bench").resolve()
        if options.part != .book { try Bench(options, data).run() }
        if options.part != .trainings { try BookBench(options: options, data: data).run() }
    }
} catch {
    FileHandle.standardError.write(Data("aebook-bench: \(error)\n".utf8))
    exit(1)
}
