import Analysis
import Datasets
import Foundation
import Networks
import Tensors
import Training

/// A piece of work that is timed in a process of its own.
enum Case: String, CaseIterable {
    case five
    case vanilla = "vanilla-32"
    case denoising = "denoising-32"
    case conv = "conv-32"
    case variational = "vae-20"
    case convolutionalVariational = "conv-vae-32"
    case quantized = "vq-vae"
    case normalized = "conv-bn-64"
    case analysis
    /// Where the processor time of a dense training goes.
    case profile

    /// The trainings that belong to the case.
    func experiments(_ plan: TrainingPlan) -> [AnyExperiment] {
        let series = Self.series(plan)
        return self == .five ? series : (series + Self.others(plan)).filter { $0.name == rawValue }
    }

    /// The five of the series.
    private static func series(_ plan: TrainingPlan) -> [AnyExperiment] {
        [
            Experiment("vanilla-2", plan) { VanillaAutoencoder(latent: 2, using: &$0) }.erased,
            Experiment("vanilla-32", plan) { VanillaAutoencoder(latent: 32, using: &$0) }.erased,
            Experiment("denoising-32", plan) { DenoisingAutoencoder(latent: 32, noiseStd: 0.3, using: &$0) }.erased,
            Experiment("sparse-32", plan) { SparseAutoencoder(latent: 32, penalty: 1e-3, using: &$0) }.erased,
            Experiment("conv-32", plan) { ConvolutionalAutoencoder(latent: 32, using: &$0) }.erased,
        ]
    }

    private static func others(_ plan: TrainingPlan) -> [AnyExperiment] {
        [
            Experiment("vae-20", plan) { VariationalAutoencoder(latent: 20, using: &$0) }.erased,
            Experiment("conv-vae-32", plan) { ConvolutionalVariationalAutoencoder(latent: 32, using: &$0) }.erased,
            Experiment("vq-vae", plan) { VQVAE(using: &$0) }.erased,
            Experiment("conv-bn-64", plan) { StridedAutoencoder(latent: 64, normalized: true, using: &$0) }.erased,
        ]
    }
}

/// What a case's process prints: one line of JSON.
struct Measurement: Codable {
    /// Seconds of wall time, without loading the data.
    let seconds: Double
    /// Final training loss by name.
    var losses: [String: Double] = [:]
    /// Seconds of parts, where a case has several.
    var parts: [String: Double] = [:]
    /// Tensors' memory taken from the system after the first epoch, where it was counted.
    var laterBuffers: Int?
    /// The process's largest resident memory, in megabytes; nil where the system does not say.
    var megabytes: Double?
}

extension Case {
    /// Does the work once.
    func run(on data: Dataset, plan: TrainingPlan, threads: Int) throws -> Measurement {
        var result =
            switch self {
            case .analysis: analyze(data)
            case .profile: try profile(on: data, plan: plan)
            default: try train(on: data, plan: plan, threads: threads)
            }
        result.megabytes = peakMegabytes()
        return result
    }

    private func train(on data: Dataset, plan: TrainingPlan, threads: Int) throws -> Measurement {
        let samples = data.training.prefix(plan.images)
        let experiments = experiments(plan)
        let models = experiments.map { $0.initialModel() }
        let work = Models(models)
        let start = ContinuousClock.now
        let losses = try WorkStealingPool(cores: threads).run(
            experiments.count, startingIn: try startingOrder(experiments)
        ) {
            index in
            try Trainer(plan, name: experiments[index].name).fit(work.all[index], to: samples)
        }
        let seconds = start.duration(to: .now).seconds
        let final = zip(experiments.map(\.name), losses.map { $0.last ?? .nan })
        return Measurement(seconds: seconds, losses: Dictionary(uniqueKeysWithValues: Array(final)))
    }

    /// Each model is used by one thread at a time.
    private struct Models: @unchecked Sendable {
        let all: [any Trainable]
        init(_ all: [any Trainable]) { self.all = all }
    }

    private func profile(on data: Dataset, plan: TrainingPlan) throws -> Measurement {
        let experiment = Case.vanilla.experiments(plan)[0]
        let (model, samples, clock) = (experiment.initialModel(), data.training.prefix(plan.images), ProductClock())
        let start = ProductClock.threadNanoseconds()
        var buffers: [Int] = []
        _ = try ProductClock.$listening.withValue(clock) {
            try Trainer(plan, name: experiment.name).fit(model, to: samples) { _ in
                buffers.append(StoragePool.allocationCount)
            }
        }
        let seconds = Double(ProductClock.threadNanoseconds() - start) * 1e-9
        return Measurement(
            seconds: seconds, parts: ["matrix products": clock.seconds],
            laterBuffers: (buffers.last ?? 0) - (buffers.first ?? 0))
    }

    private func analyze(_ data: Dataset) -> Measurement {
        let (training, test) = (data.training.prefix(5_000), data.test.prefix(10_000))
        var generator = SeededGenerator(seed: 1)
        let model = VanillaAutoencoder(pixels: training.sampleSize, latent: 32, using: &generator)
        var parts: [String: Double] = [:]
        func timed<Result>(_ name: String, _ body: () -> Result) -> Result {
            let start = ContinuousClock.now
            defer { parts[name] = start.duration(to: .now).seconds }
            return body()
        }
        let codes = timed("encoding the test images") { model.encode(test.images) }
        timed("10 nearest neighbors of their codes") {
            let points = model.encode(training.images)
            _ = NearestNeighbors(points: points, labels: training.labels.map { Int($0) }).classify(codes)
        }
        timed("32 principal components") { _ = PCA(of: training.images, components: 32) }
        return Measurement(seconds: parts.values.reduce(0, +), parts: parts)
    }
}

private func peakMegabytes() -> Double? {
    let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n") ?? []
    let digits = lines.first { $0.hasPrefix("VmHWM:") }?.filter(\.isNumber) ?? ""
    return Double(digits).map { $0 / 1024 }
}
