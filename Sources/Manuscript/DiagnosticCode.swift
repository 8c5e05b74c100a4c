/// What kind of thing a diagnostic is about. The names are for editors and scripts, and never change.
public enum DiagnosticCode: String, Codable, CaseIterable, Sendable {
    // The book's folder and settings.
    case noChapters = "no-chapters"
    case unreadableFile = "unreadable-file"
    case outsideFile = "outside-file"
    case notUTF8 = "not-utf8"
    case badCharacter = "bad-character"
    case badFileName = "bad-file-name"
    case missingSettings = "missing-settings"
    case unknownChapter = "unknown-chapter"
    case duplicateChapter = "duplicate-chapter"
    case unlistedChapter = "unlisted-chapter"
    case badWork = "bad-work"

    // Options of cells, front matter, `book.yml`.
    case badYAML = "bad-yaml"
    case unknownOption = "unknown-option"
    case duplicateOption = "duplicate-option"
    case badOptionValue = "bad-option-value"
    case misplacedOption = "misplaced-option"
    case commentedValue = "commented-value"

    // Titles and headings.
    case missingTitle = "missing-title"
    case misplacedTitle = "misplaced-title"
    case skippedLevel = "skipped-level"

    // Fences and cells.
    case badFence = "bad-fence"
    case unclosedFence = "unclosed-fence"
    case emptyCell = "empty-cell"
    case missingSource = "missing-source"
    case ambiguousSource = "ambiguous-source"
    case badEdit = "bad-edit"

    // Labels, captions, references.
    case badLabel = "bad-label"
    case duplicateLabel = "duplicate-label"
    case missingLabel = "missing-label"
    case hiddenLabel = "hidden-label"
    case missingCaption = "missing-caption"
    case emptyCaption = "empty-caption"
    case missingAlternative = "missing-alt"
    case unknownReference = "unknown-reference"
    case unknownWork = "unknown-work"
    case badCitation = "bad-citation"

    // Prose.
    case badFormula = "bad-formula"
    case unclosedFormula = "unclosed-formula"
    case missingKaTeX = "missing-katex"
    case badInlineValue = "bad-inline-value"
    case unknownNote = "unknown-note"
    case unusedNote = "unused-note"
    case duplicateNote = "duplicate-note"
    case badNote = "bad-note"
    case badCallout = "bad-callout"
    case badTable = "bad-table"
    case tooDeep = "too-deep"
    case droppedHTML = "dropped-html"
    case foreignSyntax = "foreign-syntax"
    case unusedAddress = "unused-address"
    case brokenLink = "broken-link"
    case unsafeLink = "unsafe-link"
    case missingImage = "missing-image"
    case remoteImage = "remote-image"

    // Numbers and claims.
    case badSpan = "bad-span"
    case falseClaim = "false-claim"
    case typedNumber = "typed-number"
    case badNumbers = "bad-numbers"

    // Swift.
    case syntaxError = "syntax-error"
    case earlyUse = "early-use"
    case compileError = "compile-error"
    case compilerWarning = "compiler-warning"
    case thrownError = "thrown-error"
    case trap
    case timeout
    case killed
    case chapterNotBuilt = "chapter-not-built"
    case lostPicture = "lost-picture"

    case other
}
