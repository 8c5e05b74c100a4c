/// One piece of what a cell shows, in the order in which it was shown.
public enum CellOutput: Codable, Equatable, Sendable {
    /// What the cell printed.
    case printed(String)
    /// A value's description, as plain text.
    case text(String)
    case table(Table)
    case figure(FigureFiles)
    case film(FilmFiles)

    /// The figures that it consists of.
    public var figures: [FigureFiles] {
        switch self {
        case .printed, .text, .table: []
        case .figure(let figure): [figure]
        case .film(let film): film.frames.map(\.figure) + [film.still]
        }
    }
}
