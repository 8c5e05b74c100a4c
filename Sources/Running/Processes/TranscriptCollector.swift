import Transcript

/// Puts what a run says, item by item, where it belongs.
package struct TranscriptCollector {
    package private(set) var cells: [CellOutcome]
    package private(set) var inlineTexts: [String?]
    package private(set) var measuredValues: [Int] = []
    package private(set) var claims: [ClaimOutcome?]
    /// In the chapter's order.
    package private(set) var trainings: [TrainingSummary] = []
    /// Seconds that the chapter waited for its trainings.
    package private(set) var trainingSeconds = 0.0
    /// The cell that made each of them.
    package private(set) var trainingCells: [Int?] = []
    package private(set) var environment: RunEnvironment?
    /// Whether an inline value or a claim has changed an object.
    package private(set) var changesObjectsInProse = false
    /// What the chapter's own code has read.
    package private(set) var files: [FileRead] = []
    private var wanted: [String] = []
    /// The cell that runs, and the line of the statement that does.
    private(set) var currentCell: Int?
    private(set) var currentLine: Int?
    package private(set) var isFinished = false
    private var lastCell: Int?

    package init(cellCount: Int, inlineValueCount: Int, claimCount: Int = 0) {
        cells = Array(repeating: CellOutcome(state: .notRun), count: cellCount)
        inlineTexts = Array(repeating: nil, count: inlineValueCount)
        claims = Array(repeating: nil, count: claimCount)
    }

    package mutating func add(_ item: TranscriptReader.Item) {
        switch item {
        case .printed(let text): add(printed: text)
        case .record(let record): add(record)
        }
    }

    private mutating func add(_ record: TranscriptRecord) {
        switch record {
        case .cellStarted(let cell) where cells.indices.contains(cell):
            currentCell = cell
            lastCell = cell
        case .environment(let environment):
            self.environment = environment
        case .statementStarted(let line):
            currentLine = line
        case .objectsChanged:
            if let cell = currentCell { cells[cell].changesObjects = true } else { changesObjectsInProse = true }
        case .filesRead(let read):
            files += read
        case .output(let output):
            if let cell = lastCell { cells[cell].outputs.append(output) }
        case .inlineValue(let index, let text, let isMeasured) where inlineTexts.indices.contains(index):
            inlineTexts[index] = text
            if isMeasured { measuredValues.append(index) }
        case .claim(let index, let outcome) where claims.indices.contains(index):
            claims[index] = outcome
        case .trainingFinished(let summary):
            add(summary)
        case .trainingsWanted(let names):
            wanted += names
        case .cellFinished(let cell, let seconds) where cells.indices.contains(cell):
            cells[cell].state = .finished
            cells[cell].seconds = seconds
            currentCell = nil
        case .chapterFinished:
            isFinished = true
        case .trainingsFinished(let seconds):
            trainingSeconds += seconds
        case .cellStarted, .inlineValue, .claim, .cellFinished, .trainingProgress, .trainingVerified, .waitStarted,
            .waitFinished:
            break
        }
    }

    /// Side by side, trainings finish in any order.
    private mutating func add(_ summary: TrainingSummary) {
        func place(_ name: String) -> Int { wanted.lastIndex(of: name) ?? wanted.count }
        let later = trainings.firstIndex { place($0.name) > place(summary.name) }
        let index = later ?? trainings.count
        trainings.insert(summary, at: index)
        trainingCells.insert(currentCell, at: index)
    }

    /// What an inline value prints while it is computed goes to the cell before it.
    private mutating func add(printed text: String) {
        guard let cell = lastCell else { return }
        guard case .printed(var whole) = cells[cell].outputs.last else {
            return cells[cell].outputs.append(.printed(text))
        }
        // Taken out first, so that a long text is not copied for each piece.
        cells[cell].outputs.removeLast()
        whole += text
        cells[cell].outputs.append(.printed(whole))
    }

    /// Marks the cell in which the run ended.
    package mutating func fail() {
        if let cell = currentCell { cells[cell].state = .failed }
    }
}
