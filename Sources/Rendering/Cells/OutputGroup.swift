import Transcript

/// Outputs of one cell that stand together on the page.
package enum OutputGroup: Equatable {
    case printed(String)
    case text(String)
    /// All tables of the cell, or all its figures, under one number and caption, where the first of them was shown.
    case tables([Table])
    case figures([Graphic])

    /// What is drawn: a figure, or several in the course of time.
    package enum Graphic: Equatable {
        case figure(FigureFiles)
        case film(FilmFiles)

        package init?(_ output: CellOutput) {
            switch output {
            case .printed, .text, .table: return nil
            case .figure(let figure): self = .figure(figure)
            case .film(let film): self = .film(film)
            }
        }
    }

    package static func groups(_ outputs: [CellOutput]) -> [OutputGroup] {
        let tables = outputs.compactMap { if case .table(let table) = $0 { table } else { nil } }
        let figures = outputs.compactMap(Graphic.init)
        var groups: [OutputGroup] = []
        for output in outputs {
            switch output {
            case .printed(let text): append(printed: text, to: &groups)
            case .text(let text): groups.append(.text(text))
            case .table: if !groups.contains(.tables(tables)) { groups.append(.tables(tables)) }
            case .figure, .film: if !groups.contains(.figures(figures)) { groups.append(.figures(figures)) }
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
