/// Whether a model is being trained: off, except while `withTrainingMode` runs on the calling thread. A layer that behaves
/// differently then, such as batch normalization, asks `isTraining`.
public enum TrainingMode {
    @TaskLocal public static var isTraining = false
}

/// Runs `body` with layers in training mode.
public func withTrainingMode<Result>(_ body: () throws -> Result) rethrows -> Result {
    try TrainingMode.$isTraining.withValue(true) { try body() }
}
