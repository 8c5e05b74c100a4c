import Synchronization

/// Whether a model is being trained: off, except while `withTrainingMode` runs on the calling thread. A layer that behaves
/// differently then, such as batch normalization, asks `isTraining`.
public enum TrainingMode {
    @TaskLocal public static var isTraining = false

    /// Where layers draw their random numbers from; nil where nobody lends a generator.
    @TaskLocal public static var generator: LentGenerator?
}

/// Runs `body` with layers in training mode.
public func withTrainingMode<Result>(_ body: () throws -> Result) rethrows -> Result {
    try TrainingMode.$isTraining.withValue(true) { try body() }
}

/// Runs `body` with layers in training mode, which draw their random numbers from `generator`: what ``Dropout`` needs.
/// `body` must not use the same variable; give it a ``SeededGenerator/stream(_:)`` of its own.
public func withTrainingMode<Result>(
    using generator: inout SeededGenerator, _ body: () throws -> Result
) rethrows -> Result {
    let lent = LentGenerator(generator)
    defer { generator = lent.draw { $0 } }
    return try TrainingMode.$generator.withValue(lent) { try withTrainingMode(body) }
}

/// A generator that the layers of a model share while it is trained.
public final class LentGenerator: Sendable {
    private let generator: Mutex<SeededGenerator>

    public init(_ generator: SeededGenerator) { self.generator = Mutex(generator) }

    /// Lends the generator, and keeps its new state.
    public func draw<Result: Sendable>(_ body: (inout SeededGenerator) -> Result) -> Result {
        generator.withLock { body(&$0) }
    }
}
