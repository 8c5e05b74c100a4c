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
    /// The longest record that is read.
    static let longest = 1 << 26

    private let file: URL
    private var reader: GzipReader
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 20
    /// Where the next record begins, and where the bytes end that are read so far.
    private var position = 0
    private var end = 0
    private var isAtEnd = false
    private var nextLine = 1
    private let stops: UnsafeMutablePointer<Bool>
    private(set) var separator = Separator.comma
    private(set) var fields: [CSVField] = []
    /// The line of the file on which the current record begins.
    private(set) var line = 0

    /// - Parameter separator: nil for the one that the first line has most of.
    static func open(_ file: URL, separator: Separator?) throws(DatasetError) -> CSVRecords {
        var records = CSVRecords(file, try GzipReader(file))
        try records.fill()
        try records.skipMark()
        records.separator = separator ?? records.foundSeparator
        for stop in [records.separator.rawValue, quote, lineFeed, carriageReturn] { records.stops[Int(stop)] = true }
        return records
    }

    private init(_ file: URL, _ reader: consuming GzipReader) {
        self.file = file
        self.reader = reader
        buffer = .allocate(capacity: capacity + 1)
        stops = .allocate(capacity: 256)
        stops.initialize(repeating: false, count: 256)
    }

    deinit {
        buffer.deallocate()
        stops.deallocate()
    }

    static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The bytes of a field, for as long as the record is the current one.
    func bytes(of field: CSVField) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: buffer + field.start, count: field.end - field.start)
    }

    /// Whether the current record is a line with nothing on it.
    var isEmptyLine: Bool { fields.count == 1 && fields[0].start == fields[0].end && !fields[0].isQuoted }

    /// Goes on to the next record; false where there is none.
    mutating func next() throws(DatasetError) -> Bool {
        while true {
            if let following = try scan() {
                position = following
                return true
            }
            if isAtEnd { return false }
            try fill()
        }
    }

    private func failure(_ problem: TableProblem) -> DatasetError { DatasetError(.table(problem), in: file) }
}

extension CSVRecords {
    /// Finds the fields of the record at `position` and returns where the next one begins; nil where the bytes read so
    /// far are too few.
    private mutating func scan() throws(DatasetError) -> Int? {
        if position == end { return nil }
        fields.removeAll(keepingCapacity: true)
        var (place, lines) = (position, 0)
        while true {
            guard let stop = try scanField(at: place, &lines) else { return nil }
            let byte = buffer[stop]
            if byte == separator.rawValue {
                place = stop + 1
                continue
            }
            if byte == Self.quote || (fields[fields.count - 1].isQuoted && !isLineEnd(byte)) {
                throw failure(.strayQuote(line: nextLine + lines, column: fields.count))
            }
            guard let following = lineEnd(at: stop) else { return nil }
            (line, nextLine) = (nextLine, nextLine + lines + 1)
            return following
        }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

    /// Where the next line begins; nil where the bytes read so far do not say.
    private func lineEnd(at stop: Int) -> Int? {
        if stop == end { return isAtEnd ? end : nil }
        guard buffer[stop] == Self.carriageReturn else { return stop + 1 }
        if stop + 1 == end { return isAtEnd ? end : nil }
        return buffer[stop + 1] == Self.lineFeed ? stop + 2 : stop + 1
    }

    /// Adds the field and returns where it stops.
    @inline(__always)
    private mutating func scanField(at start: Int, _ lines: inout Int) throws(DatasetError) -> Int? {
        if buffer[start] == Self.quote { return try scanQuoted(at: start + 1, &lines) }
        var place = start
        while !stops[Int(buffer[place])] { place += 1 }
        fields.append(CSVField(start: start, end: place, isQuoted: false, hasDoubledQuotes: false))
        return place
    }

    private mutating func scanQuoted(at start: Int, _ lines: inout Int) throws(DatasetError) -> Int? {
        var (place, hasDoubledQuotes) = (start, false)
        while true {
            let byte = buffer[place]
            if place == end {
                if isAtEnd { throw failure(.unclosedQuote(line: nextLine)) }
                return nil
            }
            if byte == Self.quote {
                if place + 1 == end, !isAtEnd { return nil }
                if place + 1 == end || buffer[place + 1] != Self.quote { break }
                hasDoubledQuotes = true
                place += 1
            } else if byte == Self.lineFeed || (byte == Self.carriageReturn && buffer[place + 1] != Self.lineFeed) {
                lines += 1
            }
            place += 1
        }
        fields.append(CSVField(start: start, end: place, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
        return place + 1
    }

    /// Moves the beginning of the current record to the buffer's start and reads on behind it.
    private mutating func fill() throws(DatasetError) {
        let rest = end - position
        if rest > capacity / 2 { try grow() }
        (buffer).update(from: buffer + position, count: rest)
        let received = try reader.read(into: .init(start: buffer + rest, count: capacity - rest))
        isAtEnd = received < capacity - rest
        (position, end) = (0, rest + received)
        buffer[end] = Self.lineFeed
    }

    private mutating func grow() throws(DatasetError) {
        guard capacity < Self.longest else { throw failure(.longLine(line: nextLine, limit: Self.longest)) }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + 1)
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
