import Foundation

/// A field of a record, as it lies in the buffer: without the quotes around it.
struct CSVField {
    let start: Int
    let end: Int
    let isQuoted: Bool
    /// Whether quotes in it are doubled.
    let hasDoubledQuotes: Bool
}

/// The records of a file in CSV, one after the other, as RFC 4180 has them; lines may end in LF, CR LF or CR.
///
/// Reads the file through a buffer in which the current record lies as a whole. Whatever lies behind the bytes that
/// are read so far is a line's end, so that no scan needs to ask where they end; a record that runs into it is scanned
/// again when there is more.
struct CSVRecords: ~Copyable {
    /// A line's end, and what may be read behind it.
    private static let margin = 8
    /// The longest record that is read.
    static let longest = 1 << 26

    private let file: URL
    private var reader: GzipReader
    private(set) var buffer: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 20
    /// Where the next record begins, and where the bytes end that are read so far.
    private(set) var position = 0
    private(set) var end = 0
    private(set) var isAtEnd = false
    /// The line on which the next record begins.
    private(set) var nextLine = 1
    /// The bytes that end a field, and one more than the greatest of them, eight times.
    let stops: UnsafeMutablePointer<Bool>
    private(set) var limits: UInt64 = 0
    private(set) var separator = Separator.comma
    /// The fields of the current record, where they lie and how many there are.
    private var fieldList: UnsafeMutablePointer<CSVField>
    private var fieldCapacity = 256
    private(set) var fieldCount = 0
    /// The line of the file on which the current record begins.
    private(set) var line = 0

    /// - Parameter separator: nil for the one that the first line has most of.
    static func open(_ file: URL, separator: Separator?) throws(DatasetError) -> CSVRecords {
        var records = CSVRecords(file, try GzipReader(file))
        try records.fill()
        try records.skipMark()
        records.separator = separator ?? records.foundSeparator
        for stop in [records.separator.rawValue, quote, lineFeed, carriageReturn] { records.stops[Int(stop)] = true }
        records.limits = 0x0101_0101_0101_0101 * UInt64(max(records.separator.rawValue, quote) + 1)
        return records
    }

    private init(_ file: URL, _ reader: consuming GzipReader) {
        self.file = file
        self.reader = reader
        buffer = .allocate(capacity: capacity + Self.margin)
        stops = .allocate(capacity: 256)
        stops.initialize(repeating: false, count: 256)
        fieldList = .allocate(capacity: fieldCapacity)
    }

    deinit {
        buffer.deallocate()
        stops.deallocate()
        fieldList.deallocate()
    }

    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// The bytes of a field, for as long as the record is the current one.
    func bytes(of field: CSVField) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: buffer + field.start, count: field.end - field.start)
    }

    /// The current record's field in a column.
    func field(_ column: Int) -> CSVField { fieldList[column] }

    /// Whether the current record is a line with nothing on it.
    var isEmptyLine: Bool { fieldCount == 1 && fieldList[0].start == fieldList[0].end && !fieldList[0].isQuoted }

    /// Goes on to the next record; false where there is none.
    mutating func next() throws(DatasetError) -> Bool {
        while true {
            if let found = try scan() {
                (position, line, nextLine) = (found.following, nextLine, nextLine + found.lines)
                return true
            }
            if isAtEnd { return false }
            try fill()
        }
    }

    func failure(_ problem: TableProblem) -> DatasetError { DatasetError(.table(problem), in: file) }
}

extension CSVRecords {
    /// Makes the current record one without fields.
    mutating func removeFields() { fieldCount = 0 }

    /// Adds a field to the current record.
    @inline(__always)
    mutating func add(_ field: CSVField) {
        if fieldCount == fieldCapacity { growFieldList() }
        fieldList[fieldCount] = field
        fieldCount += 1
    }

    private mutating func growFieldList() {
        let larger = UnsafeMutablePointer<CSVField>.allocate(capacity: fieldCapacity * 2)
        larger.update(from: fieldList, count: fieldCount)
        fieldList.deallocate()
        (fieldList, fieldCapacity) = (larger, fieldCapacity * 2)
    }

    /// Moves the beginning of the current record to the buffer's start and reads on behind it.
    private mutating func fill() throws(DatasetError) {
        let rest = end - position
        if rest > capacity / 2 { try grow() }
        buffer.update(from: buffer + position, count: rest)
        let received = try reader.read(into: .init(start: buffer + rest, count: capacity - rest))
        isAtEnd = received < capacity - rest
        (position, end) = (0, rest + received)
        buffer[end] = Self.lineFeed
    }

    private mutating func grow() throws(DatasetError) {
        guard capacity < Self.longest else { throw failure(.longLine(line: nextLine, limit: Self.longest)) }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.margin)
        larger.update(from: buffer, count: end)
        buffer.deallocate()
        (buffer, capacity) = (larger, capacity * 2)
    }

    /// Passes over the mark of UTF-8 at the file's beginning, and refuses those of others.
    private mutating func skipMark() throws(DatasetError) {
        let beginning = Array(UnsafeBufferPointer(start: buffer, count: min(end, 3)))
        if beginning == [0xEF, 0xBB, 0xBF] { position = 3 }
        if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
            throw failure(.otherEncoding("UTF-16"))
        }
    }

    /// The separator that occurs most on the first line, outside of quotes.
    private var foundSeparator: Separator {
        var (counts, isQuoted) = ([UInt8: Int](), false)
        for byte in UnsafeBufferPointer(start: buffer + position, count: end - position) {
            if byte == Self.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if isLineEnd(byte) { break }
            counts[byte, default: 0] += 1
        }
        return Separator.allCases.max { counts[$0.rawValue, default: 0] < counts[$1.rawValue, default: 0] } ?? .comma
    }
}
