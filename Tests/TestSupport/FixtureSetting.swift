/// A setting of a fixture's operation: a number, a flag, a word or a list of numbers.
public enum FixtureSetting: Decodable, Equatable {
    case flag(Bool)
    case number(Double)
    case word(String)
    case numbers([Double])

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let word = try? value.decode(String.self) {
            self = .word(word)
        } else {
            self = .numbers(try value.decode([Double].self))
        }
    }

    public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    public var word: String? { if case .word(let word) = self { word } else { nil } }
    public var float: Float? { if case .number(let number) = self { Float(number) } else { nil } }
    public var int: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    public var ints: [Int]? { if case .numbers(let numbers) = self { numbers.map { Int($0) } } else { nil } }
}
