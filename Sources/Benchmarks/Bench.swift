import Datasets
import Foundation
import Tensors

/// Runs every comparison, each side in turn, and prints what it found.
struct Bench {
    let options: Options
    let data: ResolvedData
    private let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()

    init(_ options: Options, _ data: ResolvedData) {
        self.options = options
        self.data = data
    }

    func run() throws {
        print("data: \(data.name); \(options.images) images, \(options.epochs) epochs, \(options.rounds) rounds")
        print("machine: \(Machine.description)")
        if options.torch == nil { print("PyTorch: none; set AEBOOK_TORCH to a Python that has it, to compare") }
        print("Timed: training alone. Reading the data, imports, and building the models are not, on both sides.\n")
        print(Report.head)
        let comparisons = try wanted().map { name, work, threads, rival in
            let comparison = try compare(name, work, threads: threads, with: rival)
            print(Report.line(comparison))
            return comparison
        }
        print("\n" + comparisons.map(Report.verdict).joined(separator: "\n") + "\n")
        if options.training == nil { try printOwn(comparisons) }
    }

    private func wanted() -> [(String, Case, Int, Rival?)] {
        let works: [(String, Case, Int)] = [
            ("five trainings side by side", .five, options.threads),
            ("vanilla-32, all cores", .vanilla, options.threads),
            ("conv-32, all cores", .conv, options.threads),
            ("denoising-32, all cores", .denoising, options.threads),
            ("vae-20, all cores", .variational, options.threads),
            ("conv-vae-32, all cores", .convolutionalVariational, options.threads),
            ("vq-vae, all cores", .quantized, options.threads),
            ("conv-bn-64, all cores", .normalized, options.threads),
            ("vanilla-32, one core", .vanilla, 1),
            ("conv-32, one core", .conv, 1),
        ]
        let beside = works.map { ($0.0, $0.1, $0.2, rival(for: $0.1)) }
        let jax = options.jax.map { [("vanilla-32, all cores", Case.vanilla, options.threads, Rival.jax($0))] } ?? []
        return (beside + jax).filter { options.training == nil || options.training == $0.1 }
    }

    private func rival(for work: Case) -> Rival? { options.torch.map { .torch($0, work) } }

    private func compare(_ name: String, _ work: Case, threads: Int, with rival: Rival?) throws -> Comparison {
        var ours: [Measurement] = []
        var theirs: [String: [Measurement]] = [:]
        for _ in 0..<options.rounds {
            ours.append(try here(work, threads: threads, folder: data.folder))
            for arrangement in rival?.arrangements ?? [] {
                let measurement = try rival?.run(work, arrangement, threads: threads, options, data: data.folder)
                theirs[arrangement, default: []] += measurement.map { [$0] } ?? []
            }
        }
        return Comparison(name: name, rival: rival?.name, threads: threads, ours: ours, theirs: theirs)
    }

    private func here(
        _ work: Case, threads: Int, folder: URL, images: Int? = nil, epochs: Int? = nil
    ) throws -> Measurement {
        try Child(
            executable: own,
            arguments: [
                "run", work.rawValue, "--threads", "\(threads)", "--data", folder.path,
                "--images", "\(images ?? options.images)", "--epochs", "\(epochs ?? options.epochs)",
            ]
        ).run()
    }

    /// What is measured on our side alone: memory, growth, analysis.
    private func printOwn(_ comparisons: [Comparison]) throws {
        for comparison in comparisons where comparison.threads == 1 {
            let most = comparison.ours.compactMap(\.megabytes).max() ?? .nan
            print("memory of \(comparison.name): \(Report.number(most, 0)) MB at most")
        }
        let analysis = try here(.analysis, threads: 1, folder: data.folder)
        for (part, seconds) in analysis.parts.sorted(by: { $0.key < $1.key }) {
            print("\(part): \(Report.number(seconds, 2)) s")
        }
        let profile = try here(.profile, threads: 1, folder: data.folder, epochs: min(options.epochs, 5))
        let share = (profile.parts["matrix products"] ?? .nan) / profile.seconds
        print("matrix products take \(Report.number(share * 100, 0))% of the processor time of vanilla-32, one core")
        print("memory for tensors taken from the system after the first epoch: \(profile.laterBuffers ?? 0) times")
        guard let large = options.large else { return }
        var points: [(x: Double, y: Double)] = []
        var most = 0.0
        for (images, epochs) in [(10_000, 1), (20_000, 1), (40_000, 1), (60_000, 1), (60_000, 2)] {
            let one = try here(.vanilla, threads: options.threads, folder: large, images: images, epochs: epochs)
            points.append((Double(images * epochs), one.seconds))
            most = max(most, one.megabytes ?? .nan)
        }
        let (slope, deviation) = Statistics.slope(points)
        print("memory with 60,000 images: \(Report.number(most, 0)) MB at most")
        print(
            "time of vanilla-32 against images × epochs, 10,000 to 120,000: \(Report.number(slope * 1e6, 1)) µs an image, "
                + "within \(Report.number(deviation * 100, 0))% of a line")
    }
}

enum Machine {
    static var description: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? " unknown"
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(model.trimmingCharacters(in: .whitespaces)), \(cores) cores, oneDNN on \(Tensor.instructions)"
    }
}
