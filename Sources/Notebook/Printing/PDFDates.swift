import Foundation

/// The dates in a PDF file: Chromium writes the moment of printing, which makes every print of the same book another file.
package enum PDFDates {
    /// The same file with its dates of creation and of change set to `date`, in universal time; with nothing else moved,
    /// since places in the file are counted in bytes.
    package static func set(_ date: Date, in file: Data) -> Data {
        var file = file
        let digits = Data(text(date).utf8)
        for key in ["/CreationDate (D:", "/ModDate (D:"] {
            guard let found = file.range(of: Data(key.utf8)) else { continue }
            let place = found.upperBound..<found.upperBound + digits.count
            let zone = place.upperBound..<place.upperBound + 7
            guard zone.upperBound <= file.endIndex, file[place].allSatisfy({ (0x30...0x39).contains($0) }) else {
                continue
            }
            file.replaceSubrange(place, with: digits)
            if file[zone.lowerBound] == UInt8(ascii: "+") || file[zone.lowerBound] == UInt8(ascii: "-") {
                file.replaceSubrange(zone, with: Data("+00'00'".utf8))
            }
        }
        return file
    }

    /// `20261121170359`
    private static func text(_ date: Date) -> String {
        let text = date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
        return String(text.filter(\.isNumber).prefix(14))
    }
}
