/// A column of a table that is to be read, and what its fields are.
public struct Column: Equatable, Sendable, ExpressibleByStringLiteral {
    enum Kind: Equatable, Sendable {
        case number
        /// Nil where the values are found in the table.
        case category([String]?)
    }

    /// As the table's header has it.
    public let name: String
    let kind: Kind

    /// Decimal numbers, such as `-1.5`, `3` or `6.02e23`: one feature.
    public static func number(_ name: String) -> Column { Column(name: name, kind: .number) }

    /// Words for kinds: as many features as there are values, 1 for the one that the sample has and 0 for the others.
    ///
    /// - Parameter values: what the column may hold, in the order of the features; without it, whatever the table
    ///   holds, numbers by value and other words by the alphabet.
    public static func category(_ name: String, _ values: [String]? = nil) -> Column {
        Column(name: name, kind: .category(values))
    }

    /// A column of numbers.
    public init(stringLiteral name: String) { self = .number(name) }

    private init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// What stands between the fields of a table's line.
public enum Separator: UInt8, Sendable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
}
