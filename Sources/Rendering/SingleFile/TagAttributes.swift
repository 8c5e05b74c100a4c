import Markup

/// Goes through the tags of a piece of a page and changes the values of their attributes; text stays as it is.
enum TagAttributes {
    /// - Parameter change: gets an attribute's name and its value as they stand in the page, and returns the new value,
    ///   escaped as the old one; nil to leave it.
    static func changing(_ html: HTML, _ change: (_ name: String, _ value: String) -> String?) -> HTML {
        let source = Array(html.source.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(source.count + source.count / 8)
        var place = 0
        while place < source.count {
            let byte = source[place]
            result.append(byte)
            place += 1
            if byte == UInt8(ascii: "<"), place < source.count, isLetter(source[place]) {
                copyTag(source, &place, to: &result, change)
            }
        }
        return HTML(trusted: String(decoding: result, as: UTF8.self))
    }

    /// Copies up to the tag's end. Every value of our pages stands between double quotes.
    private static func copyTag(
        _ source: [UInt8], _ place: inout Int, to result: inout [UInt8], _ change: (String, String) -> String?
    ) {
        var nameStart = place
        while place < source.count, source[place] != UInt8(ascii: ">") {
            let byte = source[place]
            result.append(byte)
            place += 1
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") { nameStart = place }
            guard byte == UInt8(ascii: "\"") else { continue }
            let end = source[place...].firstIndex(of: UInt8(ascii: "\"")) ?? source.count
            // `name="`: the equals sign and the quote are no part of the name.
            let name = String(decoding: source[nameStart..<max(nameStart, place - 2)], as: UTF8.self)
            let value = source[place..<end]
            result += change(name, String(decoding: value, as: UTF8.self)).map { Array($0.utf8) } ?? Array(value)
            place = end
            if place < source.count {
                result.append(source[place])
                place += 1
            }
            nameStart = place
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
