/// One thing that a run says of itself, beside what its cells print.
public enum TranscriptRecord: Codable, Equatable, Sendable {
    /// The cell with this index (its place among the chapter's cells, from 0) begins.
    case cellStarted(cell: Int)
    /// The top-level statement at this line of the chapter begins; an error that follows belongs to it.
    case statementStarted(line: Int)
    /// The running cell shows something.
    case output(CellOutput)
    /// The inline value with this index (its place among the chapter's inline values, from 0), as it stands in the prose.
    case inlineValue(index: Int, text: String)
    /// A training goes on; sent about once per epoch.
    case trainingProgress(TrainingProgress)
    /// A training has finished, or was found finished in the store.
    case trainingFinished(TrainingSummary)
    /// The cell has ended, `seconds` after it began.
    case cellFinished(cell: Int, seconds: Double)
    /// The whole chapter has ended.
    case chapterFinished
}
