/// One thing that a run says of itself, beside what its cells print.
public enum TranscriptRecord: Codable, Equatable, Sendable {
    /// Where the run takes place; the first record.
    case environment(RunEnvironment)
    /// The cell with this index (its place among the chapter's cells, from 0) begins.
    case cellStarted(cell: Int)
    /// The top-level statement at this line of the chapter begins; an error that follows belongs to it.
    case statementStarted(line: Int)
    /// The statement that ends here has changed a parameter, a state or an optimizer that an earlier one had made.
    case objectsChanged
    /// The chapter's own code has read these.
    case filesRead([FileRead])
    /// The running cell shows something.
    case output(CellOutput)
    /// The inline value with this index (its place among the chapter's inline values, from 0), as it stands in the prose;
    /// whether a clock measured it, so that it differs from run to run.
    case inlineValue(index: Int, text: String, isMeasured: Bool = false)
    /// What the claim with this index (its place among the chapter's claims, from 0) came to.
    case claim(index: Int, outcome: ClaimOutcome)
    /// Trainings with these names, in the order in which the chapter lists them, are wanted; they may end in another.
    case trainingsWanted(names: [String])
    /// A training begins (epoch 0, or that of its checkpoint) or goes on; sent about once per epoch.
    case trainingProgress(TrainingProgress)
    /// A training has finished, or was found finished in the store.
    case trainingFinished(TrainingSummary)
    /// A training waits until another program is done with it, and goes on.
    case waitStarted
    case waitFinished
    /// All trainings that were wanted together are there, `seconds` after they were wanted.
    case trainingsFinished(seconds: Double)
    /// A training was done again, and compared with what the store has.
    case trainingVerified(TrainingVerification)
    /// The cell has ended, `seconds` after it began.
    case cellFinished(cell: Int, seconds: Double)
    /// The whole chapter has ended.
    case chapterFinished
}
