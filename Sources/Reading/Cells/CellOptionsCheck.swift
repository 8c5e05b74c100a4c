import Manuscript

/// Looks whether the options of a running cell fit together.
struct CellOptionsCheck {
    let read: ReadOptions
    /// The opening fence.
    let fence: SourceLocation

    private var options: CellOptions { read.options }

    func diagnostics() -> [Diagnostic] { labelFaults() + captionFaults() + visibilityFaults() }

    private func location(of key: String) -> SourceLocation { read.locations[key] ?? fence }

    private func labelFaults() -> [Diagnostic] {
        guard let label = options.label else { return [] }
        let place = location(of: "label")
        let isFigure = label.hasPrefix("fig-")
        let isTable = label.hasPrefix("tbl-")
        if !isFigure && !isTable {
            let help = "write `fig-…` for a figure, `tbl-…` for a table"
            let message = "the label `\(label)` of a cell must begin with fig- or tbl-"
            return [Diagnostic(code: .badLabel, at: place, message, help: help)]
        }
        guard ReferenceLabel.isLabel(label) else {
            let message = "the label `\(label)` holds more than letters, digits, - and _"
            return [Diagnostic(code: .badLabel, at: place, message)]
        }
        if isFigure, options.tableCaption != nil {
            return [mismatch("tbl-cap", "fig-cap", label)]
        }
        return isTable && options.figureCaption != nil ? [mismatch("fig-cap", "tbl-cap", label)] : []
    }

    private func mismatch(_ key: String, _ other: String, _ label: String) -> Diagnostic {
        Diagnostic(
            code: .badLabel, at: location(of: key), "`\(key)` does not fit the label `\(label)`",
            help: "write `\(other)`, or change the label's prefix")
    }

    private func captionFaults() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        if options.figureCaption != nil, options.tableCaption != nil {
            let message = "a cell has `fig-cap` or `tbl-cap`, not both"
            faults.append(Diagnostic(code: .misplacedOption, at: location(of: "tbl-cap"), message))
        }
        if options.label == nil {
            faults += unlabeled("fig-cap", options.figureCaption, "fig-")
            faults += unlabeled("tbl-cap", options.tableCaption, "tbl-")
        } else {
            faults += uncaptioned()
        }
        let isFigure = options.label?.hasPrefix("fig-") ?? false || options.figureCaption != nil
        if isFigure, options.figureAlternative == nil {
            faults.append(
                Diagnostic(
                    .warning, code: .missingAlternative, at: fence, "this figure has no `fig-alt`",
                    help: "say in a sentence what the figure shows, for readers who cannot see it"))
        }
        return faults
    }

    private func unlabeled(_ key: String, _ caption: String?, _ prefix: String) -> [Diagnostic] {
        guard caption != nil else { return [] }
        return [
            Diagnostic(
                .warning, code: .missingLabel, at: location(of: key),
                "`\(key)` without a label: it will have no number",
                help: "add `//| label: \(prefix)…`")
        ]
    }

    private func uncaptioned() -> [Diagnostic] {
        let key = options.label?.hasPrefix("tbl-") == true ? "tbl-cap" : "fig-cap"
        guard let label = options.label, ReferenceLabel.isLabel(label), options.figureCaption == nil,
            options.tableCaption == nil
        else { return [] }
        let help = "add `//| \(key): …`"
        let place = location(of: "label")
        return [Diagnostic(.warning, code: .missingCaption, at: place, "`\(label)` has no caption", help: help)]
    }

    private func visibilityFaults() -> [Diagnostic] {
        guard let label = options.label, !options.output || !options.include else { return [] }
        let key = options.include ? "output" : "include"
        return [
            Diagnostic(
                .warning, code: .hiddenLabel, at: location(of: key),
                "`\(label)` leads to nothing, because `\(key): false` hides it",
                help: "drop the label or the `\(key)`")
        ]
    }
}
