import Manuscript

extension BookCache {
    /// What a run refers to is used whenever the run is.
    package func touchTrainings(of run: ChapterRun) {
        for training in run.trainings where Self.entry(training.key, in: store) != nil {
            touch(self.training(training.key))
            touch(epochs(training.key))
        }
    }
}
