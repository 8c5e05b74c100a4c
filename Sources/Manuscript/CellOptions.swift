/// The leading `//| key: value` lines of a cell, with Quarto's names.
public struct CellOptions: Equatable, Sendable {
    /// `label`: such as `fig-latent`; the prefix tells what the cell's output is numbered as.
    public var label: String?
    /// `fig-cap`, `fig-alt`, `tbl-cap`: Markdown with inline values.
    public var figureCaption: String?
    public var figureAlternative: String?
    public var tableCaption: String?
    /// `echo`: whether the code is on the page. `output`: whether what it shows is. `include`: false hides both.
    public var echo = true
    public var output = true
    public var include = true
    /// `code-fold`, `code-summary`: the code is folded behind a summary.
    public var codeFold = false
    public var codeSummary: String?
    /// `error: true`: an error of this cell is shown and is no failure of the build.
    public var error = false

    public init() {}
}
