/// Who hears what happens to experiments while they run; each call comes on the training's thread.
public struct RunObserver: Sendable {
    /// A training really begins, with the epochs that a checkpoint spares it.
    public var onStart: @Sendable (AnyExperiment, Int) -> Void
    /// One is done again because what was kept of it is damaged.
    public var onDamage: @Sendable (AnyExperiment, TrainingError) -> Void
    public var onEpoch: @Sendable (AnyExperiment, EpochReport) throws -> Void
    /// Something is most likely a mistake.
    public var onWarning: @Sendable (AnyExperiment, String) -> Void
    /// One is trained whatever the store has, and its result is not kept, for these reasons.
    public var onUnkept: @Sendable (AnyExperiment, [String]) -> Void
    /// One is finished, also where it came out of the store.
    public var onFinish: @Sendable (AnyTrained) -> Void
    /// `true` where one must wait for another process, and `false` when that is over.
    public var onWait: @Sendable (Bool) -> Void

    public init(
        onStart: @escaping @Sendable (AnyExperiment, Int) -> Void = { _, _ in },
        onDamage: @escaping @Sendable (AnyExperiment, TrainingError) -> Void = { _, _ in },
        onEpoch: @escaping @Sendable (AnyExperiment, EpochReport) throws -> Void = { _, _ in },
        onWarning: @escaping @Sendable (AnyExperiment, String) -> Void = { _, _ in },
        onUnkept: @escaping @Sendable (AnyExperiment, [String]) -> Void = { _, _ in },
        onFinish: @escaping @Sendable (AnyTrained) -> Void = { _ in },
        onWait: @escaping @Sendable (Bool) -> Void = { _ in }
    ) {
        self.onStart = onStart
        self.onDamage = onDamage
        self.onEpoch = onEpoch
        self.onWarning = onWarning
        self.onUnkept = onUnkept
        self.onFinish = onFinish
        self.onWait = onWait
    }
}
