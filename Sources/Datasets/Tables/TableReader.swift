import Foundation

/// Reads the rows of a table in one pass: numbers as they are, words as codes.
struct TableReader: ~Copyable {
    private let file: URL
    private var records: CSVRecords
    let plan: TablePlan
    /// `[row][slot]`: the bits of a number, or a word's code.
    var rows: RawRows
    private let parser = DecimalParser()

    static func read(
        _ file: URL, _ request: TablePlan.Request, separator: Separator?
    ) throws(DatasetError) -> TableReader {
        var records = try CSVRecords.open(file, separator: separator)
        let plan = try plan(request, &records, file)
        var reader = TableReader(file, records, plan)
        try reader.readRows()
        return reader
    }

    private init(_ file: URL, _ records: consuming CSVRecords, _ plan: TablePlan) {
        self.file = file
        self.records = records
        self.plan = plan
        rows = RawRows(width: plan.slots.count)
    }

    private static func plan(
        _ request: TablePlan.Request, _ records: inout CSVRecords, _ file: URL
    ) throws(DatasetError) -> TablePlan {
        let header = try readHeader(&records, file)
        do throws(TableProblem) { return try TablePlan(request, header: header) } catch {
            throw DatasetError(.table(error), in: file)
        }
    }

    /// The first line with anything on it.
    private static func readHeader(_ records: inout CSVRecords, _ file: URL) throws(DatasetError) -> [String] {
        while try records.next() {
            if records.isEmptyLine { continue }
            var names: [String] = []
            for column in 0..<records.fieldCount {
                guard let name = records.text(of: records.field(column)) else {
                    throw DatasetError(.table(.notUTF8(line: records.line)), in: file)
                }
                names.append(name)
            }
            return names
        }
        throw DatasetError(.table(.empty), in: file)
    }

    private mutating func readRows() throws(DatasetError) {
        // The slots without what would have to be counted as in use, for every field.
        let places = plan.slots.map { (column: $0.column, isWord: $0.codes != nil) }
        /// An empty line, which is none at the file's end.
        var emptyLine: Int?
        while try records.next() {
            if records.isEmptyLine {
                emptyLine = emptyLine ?? records.line
                continue
            }
            if let emptyLine { throw failure(emptyLineProblem(emptyLine)) }
            guard records.fieldCount == plan.columnCount else {
                throw failure(
                    .ragged(line: records.line, fields: records.fieldCount, expected: plan.columnCount))
            }
            let row = rows.append()
            for (slot, place) in places.enumerated() {
                row[slot] = try place.isWord ? code(place.column, slot) : bits(place.column, slot)
            }
        }
        guard rows.count > 0 else { throw failure(.noRows) }
    }

    /// In a table of one column an empty line is a field that is missing.
    private func emptyLineProblem(_ line: Int) -> TableProblem {
        plan.columnCount == 1
            ? .missing(line: line, column: plan.slots[0].name, text: "")
            : .ragged(line: line, fields: 0, expected: plan.columnCount)
    }

    /// The bits of the number in a column.
    @inline(__always)
    private func bits(_ column: Int, _ slot: Int) throws(DatasetError) -> UInt32 {
        let field = records.field(column)
        let text = records.trimmedBytes(of: field)
        do throws(DecimalParser.Failure) { return try parser.parse(text).bitPattern } catch {
            throw failure(numberProblem(error, field, plan.slots[slot].name))
        }
    }

    /// The code of the word in a column.
    private func code(_ column: Int, _ slot: Int) throws(DatasetError) -> UInt32 {
        let (field, slot) = (records.field(column), plan.slots[slot])
        guard let codes = slot.codes else { fatalError("the column “\(slot.name)” is one of numbers") }
        let known = codes.words.count
        guard let code = code(of: field, in: codes) else { throw failure(wordProblem(field, slot.name, codes)) }
        if codes.words.count > known, records.text(of: field) == nil { throw failure(.notUTF8(line: records.line)) }
        return UInt32(code)
    }

    /// Nil where there is no word, or another one than the column may have.
    private func code(of field: CSVField, in codes: CategoryCodes) -> Int? {
        if field.hasDoubledQuotes {
            return records.unescapedBytes(of: field).withUnsafeBufferPointer { codes.code(of: $0) }
        }
        let bytes = field.isQuoted ? records.bytes(of: field) : records.trimmedBytes(of: field)
        return bytes.isEmpty ? nil : codes.code(of: bytes)
    }

    private func failure(_ problem: TableProblem) -> DatasetError { DatasetError(.table(problem), in: file) }
}

extension TableReader {
    /// What programs write where they have no value.
    private static let missing: Set<String> = ["", "na", "n/a", "nan", "null", "none", "?", "-", "."]

    private func numberProblem(
        _ failure: DecimalParser.Failure, _ field: CSVField, _ column: String
    ) -> TableProblem {
        guard let text = records.text(of: field) else { return .notUTF8(line: records.line) }
        let line = records.line
        if Self.missing.contains(text.lowercased().trimmingCharacters(in: .whitespaces)) {
            return .missing(line: line, column: column, text: text)
        }
        return failure == .tooLarge
            ? .tooLarge(line: line, column: column, text: text) : .noNumber(line: line, column: column, text: text)
    }

    private func wordProblem(_ field: CSVField, _ column: String, _ codes: CategoryCodes) -> TableProblem {
        guard let text = records.text(of: field) else { return .notUTF8(line: records.line) }
        if text.isEmpty { return .missing(line: records.line, column: column, text: "") }
        guard codes.isClosed else { return .tooManyValues(column: column, limit: CategoryCodes.limit) }
        return .otherValue(line: records.line, column: column, text: text, known: codes.values)
    }
}

extension CSVRecords {
    /// Without the blanks at its ends.
    @inline(__always)
    borrowing func trimmedBytes(of field: CSVField) -> UnsafeBufferPointer<UInt8> {
        let bytes = bytes(of: field)
        var (start, end) = (0, bytes.count)
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// With a single quote for each doubled one.
    borrowing func unescapedBytes(of field: CSVField) -> [UInt8] {
        var (result, isSecond) = ([UInt8](), false)
        for byte in bytes(of: field) {
            isSecond = byte == Self.quote && !isSecond
            if byte != Self.quote || isSecond { result.append(byte) }
        }
        return result
    }

    /// The text of a field; nil where it is not UTF-8.
    borrowing func text(of field: CSVField) -> String? {
        let bytes = field.isQuoted ? unescapedBytes(of: field) : Array(trimmedBytes(of: field))
        return String(validating: bytes, as: UTF8.self)
    }
}
