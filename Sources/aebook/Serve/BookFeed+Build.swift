import Foundation
import Manuscript
import Notebook
import Running
import Serving
import Transcript

extension BookFeed {
    /// Tells open pages what happens in a build.
    func take(_ event: BuildEvent) {
        switch event {
        case .chapterStarted(let chapter):
            show(chapter, is: .running)
        case .chapterFinished(let report):
            show(report.chapter, is: report.isFailure ? .failed : .finished)
        case .training(let chapter, let progress):
            change(progress.name, of: chapter, epochs: progress.epochs) { $0.take(progress) }
        case .trainingFinished(let chapter, let summary) where !summary.cached:
            change(summary.name, of: chapter, epochs: summary.epochs) { $0.take(summary) }
        case .waiting, .wroteErrors, .trainingFinished, .writesPages:
            break
        }
    }
}

extension LiveTraining {
    fileprivate mutating func take(_ progress: TrainingProgress) {
        epoch = progress.epoch
        remaining = progress.remaining.isFinite ? progress.remaining : nil
        if let told = progress.codes, told.points.joined().allSatisfy(\.isFinite) {
            codes = Codes(points: told.points, labels: told.labels)
        }
        guard progress.epoch > 0 else { return }
        // A training that goes on from a checkpoint begins in the middle.
        losses += Array(repeating: nil, count: max(0, progress.epoch - losses.count))
        losses[progress.epoch - 1] = progress.loss.isFinite ? progress.loss : nil
    }

    fileprivate mutating func take(_ summary: TrainingSummary) {
        epoch = summary.epochs
        remaining = 0
        isFinished = true
        losses = summary.losses.map { $0.isFinite ? $0 : nil }
    }
}

extension LiveError {
    init(_ diagnostic: Diagnostic) {
        self.init(place: "\(diagnostic.location)", message: diagnostic.message, help: diagnostic.help)
    }
}

extension BuildReport {
    /// What is wrong, one thing for each place, in the book's order.
    var errors: [LiveError] {
        var places: Set<String> = []
        return diagnostics.filter { $0.severity == .error }.map(LiveError.init)
            .filter { places.insert($0.place).inserted }
    }
}
