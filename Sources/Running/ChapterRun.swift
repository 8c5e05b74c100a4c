import Foundation
import Manuscript
import Transcript

/// What became of a chapter's program, from a run of just now or from an earlier one.
public struct ChapterRun: Codable, Equatable, Sendable {
    /// One per cell, in the chapter's order.
    public var cells: [CellOutcome]
    /// One per inline value, in the chapter's order; nil where it was not reached.
    public var inlineTexts: [String?]
    /// The inline values that a clock measured.
    public var measuredValues: [Int] = []
    /// One per claim, in the chapter's order; nil where it was not reached.
    public var claims: [ClaimOutcome?]
    public var trainings: [TrainingSummary]
    /// The cell that made each training; nil where no cell did.
    public var trainingCells: [Int?] = []
    /// Where it ran; nil where it did not.
    public var environment: RunEnvironment?
    /// Whether an inline value or a claim changed an object, as ``CellOutcome/changesObjects`` says of a cell.
    public var changesObjectsInProse = false
    /// What its own code has read: it stands as long as these are as they were.
    public var files: [FileRead] = []
    /// Why the program ended early; nil where it did not.
    public var failure: RunFailure?
    /// What went wrong in cells that say `error: true`: shown, and no failure of the chapter.
    public var expectedFailures: [RunFailure] = []
    /// What the compiler warned of.
    public var warnings: [Diagnostic] = []
    /// The lines of the chapter at which its cells and inline values stood when it ran.
    public var stepLines: [Range<Int>] = []
    /// Where the pictures of the outputs lie.
    public var figureFolder: URL
    /// Duration of compiling and running, when it ran, and when that was.
    public var seconds: Double
    /// Duration of the last run of the whole chapter, without its trainings.
    public var wholeSeconds = 0.0
    /// How much of it the chapter waited for its trainings.
    public var trainingSeconds = 0.0
    public var date: Date

    public init(
        cells: [CellOutcome], inlineTexts: [String?], claims: [ClaimOutcome?] = [], trainings: [TrainingSummary],
        failure: RunFailure?,
        figureFolder: URL, seconds: Double, date: Date
    ) {
        self.cells = cells
        self.inlineTexts = inlineTexts
        self.claims = claims
        self.trainings = trainings
        self.failure = failure
        self.figureFolder = figureFolder
        self.seconds = seconds
        self.date = date
    }
}

extension ChapterRun {
    /// The run of a chapter without a program.
    package static var empty: ChapterRun {
        ChapterRun(
            cells: [], inlineTexts: [], trainings: [], failure: nil, figureFolder: URL(fileURLWithPath: "/"),
            seconds: 0, date: Date())
    }

    /// True for a chapter without a program.
    public var isEmpty: Bool { cells.isEmpty && inlineTexts.isEmpty && claims.isEmpty }

    /// The same run of a chapter whose cells have moved, because its prose has changed: what is said of their lines moves
    /// along.
    package func moved(to lines: [Range<Int>]) -> ChapterRun {
        guard lines != stepLines, lines.count == stepLines.count else { return self }
        func moved(_ diagnostic: Diagnostic) -> Diagnostic {
            let place = diagnostic.location
            guard let step = stepLines.firstIndex(where: { $0.contains(place.line) }) else { return diagnostic }
            let line = place.line - stepLines[step].lowerBound + lines[step].lowerBound
            return diagnostic.with(location: SourceLocation(file: place.file, line: line, column: place.column))
        }
        var run = self
        run.warnings = warnings.map(moved)
        run.expectedFailures = expectedFailures.map {
            RunFailure(kind: $0.kind, cell: $0.cell, diagnostics: $0.diagnostics.map(moved))
        }
        run.stepLines = lines
        return run
    }

    /// Why this cell, or the chapter as a whole, failed; nil where neither did.
    public func failure(of cell: Int) -> RunFailure? { expectedFailures.first { $0.cell == cell } ?? failure }
}

/// What became of one cell.
public struct CellOutcome: Codable, Equatable, Sendable {
    public enum State: String, Codable, Sendable {
        case finished
        /// The run ended in this cell.
        case failed
        /// The run ended before this cell.
        case notRun
    }

    public var state: State
    public var outputs: [CellOutput]
    public var seconds: Double
    /// True where a statement changed a parameter, a state or an optimizer that an earlier one had made.
    public var changesObjects = false

    public init(state: State, outputs: [CellOutput] = [], seconds: Double = 0) {
        self.state = state
        self.outputs = outputs
        self.seconds = seconds
    }
}

/// Why a chapter's program could not be compiled, or ended early.
public struct RunFailure: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case compileError, thrownError, trap
        /// It computed for longer than it may.
        case timeout
        /// Somebody else ended it: the system, where the memory is used up.
        case killed

        /// Whether an author can mean it to happen, and say so with `error: true`.
        var canBeMeant: Bool { self != .timeout && self != .killed }

        package var code: DiagnosticCode {
            switch self {
            case .compileError: .compileError
            case .thrownError: .thrownError
            case .trap: .trap
            case .timeout: .timeout
            case .killed: .killed
            }
        }
    }

    public let kind: Kind
    /// The cell, from 0; nil where the failure lies outside of every cell, as in an inline value.
    public let cell: Int?
    /// Errors, the first one first, each at its line of the chapter.
    public let diagnostics: [Diagnostic]

    public init(kind: Kind, cell: Int?, diagnostics: [Diagnostic]) {
        self.kind = kind
        self.cell = cell
        self.diagnostics = diagnostics
    }
}
