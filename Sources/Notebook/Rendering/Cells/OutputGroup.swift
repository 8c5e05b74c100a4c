import Transcript

/// Outputs of one cell that stand together on the page.
enum OutputGroup: Equatable {
    case printed(String)
    case text(String)
    /// All tables of the cell, or all its figures, under one number and caption, where the first of them was shown.
    case tables([Table])
    case figures([FigureFiles])

    static func groups(_ outputs: [CellOutput]) -> [OutputGroup] {
        let tables = outputs.compactMap { if case .table(let table) = $0 { table } else { nil } }
        let figures = outputs.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
        var groups: [OutputGroup] = []
        for output in outputs {
            switch output {
            case .printed(let text): append(printed: text, to: &groups)
            case .text(let text): groups.append(.text(text))
            case .table: if !groups.contains(.tables(tables)) { groups.append(.tables(tables)) }
            case .figure: if !groups.contains(.figures(figures)) { groups.append(.figures(figures)) }
            }
        }
        return groups
    }

    /// Printed text arrives in pieces of any size.
    private static func append(printed text: String, to groups: inout [OutputGroup]) {
        if case .printed(let before)? = groups.last {
            groups[groups.count - 1] = .printed(before + text)
        } else {
            groups.append(.printed(text))
        }
    }
}
