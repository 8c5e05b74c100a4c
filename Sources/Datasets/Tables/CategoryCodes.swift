/// Numbers the different words of a column as they come, without a `String` for every field.
///
/// A hash table with open addressing over the words' bytes (Knuth, TAOCP 3, section 6.4), hashed by FNV-1a.
final class CategoryCodes {
    /// The most values that a column may have.
    static let limit = 10_000

    /// The words in the order of their codes.
    private(set) var words: [[UInt8]] = []
    /// Whether the words were given beforehand, so that no other may come.
    let isClosed: Bool
    /// Codes by hash, -1 where there is none. A power of two, and more than six times as many as words at the most.
    private let table: UnsafeMutablePointer<Int32>
    private static let tableSize = 1 << 16

    init(_ given: [String]?) {
        if let given, given.count > Self.limit { fatalError("\(given.count) values are more than \(Self.limit)") }
        isClosed = given != nil
        table = .allocate(capacity: Self.tableSize)
        table.initialize(repeating: -1, count: Self.tableSize)
        for word in given ?? [] { Array(word.utf8).withUnsafeBufferPointer { _ = code(of: $0, isNew: true) } }
    }

    deinit { table.deallocate() }

    /// The word's code; nil where it is none of those given, or one too many.
    func code(of word: UnsafeBufferPointer<UInt8>) -> Int? { code(of: word, isNew: !isClosed) }

    private func code(of word: UnsafeBufferPointer<UInt8>, isNew: Bool) -> Int? {
        var place = Self.hash(word) & (Self.tableSize - 1)
        while table[place] >= 0 {
            let code = Int(table[place])
            if words[code].elementsEqual(word) { return code }
            place = (place + 1) & (Self.tableSize - 1)
        }
        guard isNew, words.count < Self.limit else { return nil }
        table[place] = Int32(words.count)
        words.append(Array(word))
        return words.count - 1
    }

    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = word.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

extension CategoryCodes {
    /// The values in the order in which they count: as they were given, or else in the order of classes.
    var values: [String] { order.map { names[$0] } }

    /// The place of each code's value in that order.
    var ranks: [Int] {
        var ranks = [Int](repeating: 0, count: words.count)
        for (rank, code) in order.enumerated() { ranks[code] = rank }
        return ranks
    }

    private var names: [String] { words.map { String(decoding: $0, as: UTF8.self) } }
    private var order: [Int] { isClosed ? Array(words.indices) : classOrder(of: names) }
}
