extension CSVRecords {
    /// Finds the fields of the record at `position`, and returns where the next one begins and how many lines this one
    /// has; nil where the bytes read so far are too few.
    mutating func scan() throws(DatasetError) -> (following: Int, lines: Int)? {
        if position == end { return nil }
        removeFields()
        var (place, lines) = (position, 0)
        while true {
            guard let stop = try scanField(at: place, &lines) else { return nil }
            let byte = buffer[stop]
            if byte == separator.rawValue {
                place = stop + 1
                continue
            }
            if byte == Self.quote || (field(fieldCount - 1).isQuoted && !isLineEnd(byte)) {
                throw failure(.strayQuote(line: nextLine + lines, column: fieldCount))
            }
            guard let following = lineEnd(at: stop) else { return nil }
            return (following, lines + 1)
        }
    }

    func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

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
        while true {
            place = nextLowByte(from: place)
            if stops[Int(buffer[place])] { break }
            place += 1
        }
        add(CSVField(start: start, end: place, isQuoted: false, hasDoubledQuotes: false))
        return place
    }

    /// Where the first byte lies that is no greater than any stop: eight bytes are looked at together. Taking the limit
    /// from each sets the highest bit of those below it, and of the first one surely (Warren, "Hacker's Delight", 6-1).
    @inline(__always)
    private func nextLowByte(from start: Int) -> Int {
        var place = start
        while true {
            let word = UnsafeRawPointer(buffer + place).loadUnaligned(as: UInt64.self)
            let low = (word &- limits) & ~word & 0x8080_8080_8080_8080
            if low != 0 { return place + low.trailingZeroBitCount >> 3 }
            place += 8
        }
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
        add(CSVField(start: start, end: place, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
        return place + 1
    }
}
