import Manuscript
import Transcript

/// Something that happens during a build.
public enum BuildEvent: Sendable {
    /// Another build of this book is under way; this one waits for it.
    case waiting
    /// The chapter is not as it was in any earlier run: it is compiled and run.
    case chapterStarted(String)
    case training(String, TrainingProgress)
    case trainingFinished(String, TrainingSummary)
    /// A chapter ran well, and its program wrote this to standard error.
    case wroteErrors(String, String)
    case chapterFinished(ChapterReport)
    /// All chapters are done with; the pages are next.
    case writesPages
}
