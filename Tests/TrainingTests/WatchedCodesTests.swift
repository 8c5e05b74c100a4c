import Digests
import Networks
import Synchronization
import Testing
import Training

@Suite("Codes that somebody watches")
struct WatchedCodesTests {
    private func train(watched: Int?, latent: Int = 2) throws -> (
        trained: Trained<SmallAutoencoder>, codes: [[[Float]]]
    ) {
        let folder = try TemporaryFolder()
        let dataset = smallDataset()
        let runner = ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: dataset),
            store: TrainingStore(folder: folder.url), cores: 1, watched: watched.map { dataset.test.prefix($0) })
        let plan = TrainingPlan(images: 96, epochs: 3, batchSize: 32)
        let told = Mutex<[[[Float]]]>([])
        let trained = try runner.run(
            [Experiment("small", plan) { SmallAutoencoder(latent: latent, using: &$0) }],
            telling: RunObserver(onEpoch: { _, report in told.withLock { $0.append(report.codes) } }))
        return (trained[0], told.withLock { $0 })
    }

    @Test("Each epoch tells where the images are; the last one as the finished model has them")
    func codes() throws {
        let (trained, codes) = try train(watched: 5)
        #expect(codes.map(\.count) == [5, 5, 5] && codes.joined().allSatisfy { $0.count == 2 })
        #expect(codes[0] != codes[1] && codes[1] != codes[2])
        let last = trained.model.encode(smallDataset().test.prefix(5).images)
        #expect(last.withScalars(Array.init) == codes[2].flatMap { $0 })
    }

    @Test("To look changes not a bit of a training, nor its key")
    func sameBits() throws {
        let (watched, _) = try train(watched: 5)
        let (alone, codes) = try train(watched: nil)
        #expect(values(of: watched.model) == values(of: alone.model))
        #expect(watched.losses == alone.losses && watched.key == alone.key)
        #expect(codes == [[], [], []])
    }

    @Test("A code that is no point in a plane is not told")
    func otherSizes() throws {
        #expect(try train(watched: 5, latent: 3).codes == [[], [], []])
    }
}
