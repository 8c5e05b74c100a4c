import Foundation

/// The members of a ZIP archive, as its central directory lists them; of the 64-bit extension what `numpy.savez`
/// writes.
///
/// Source: PKWARE, "APPNOTE.TXT – .ZIP File Format Specification", 6.3.10, sections 4.3 and 4.5.3.
struct ZipArchive {
    struct Member {
        let name: String
        let isEncrypted: Bool
        /// 0 stored, 8 deflated.
        let method: Int
        /// The CRC-32 of the decoded bytes.
        let checkSum: UInt32
        let packedSize: Int
        let size: Int
        /// Where the header before the member's bytes begins.
        let start: Int
    }

    private let file: RandomAccessFile
    let members: [Member]

    /// A directory longer than this is none of an archive of arrays.
    private static let longestDirectory = 1 << 24

    init(_ location: URL) throws(DatasetError) {
        let file = try RandomAccessFile(location)
        self.file = file
        let directory = try Self.directory(of: file)
        members = try Self.members(in: directory.bytes, count: directory.count, of: file)
    }

    var arrayNames: [String] { members.map { Self.arrayName($0.name) } }

    /// NumPy keeps each array as a file.
    private static func arrayName(_ name: String) -> String { name.hasSuffix(".npy") ? String(name.dropLast(4)) : name }

    /// The decoded bytes of an array's file.
    func source(ofArray name: String) throws(DatasetError) -> any ByteSource {
        guard let member = members.first(where: { Self.arrayName($0.name) == name }) else {
            let names = arrayNames
            let problem = NumPyProblem.unknownArray(
                name, suggestion: closestName(to: name, among: names), known: names)
            throw DatasetError(.numPy(problem), of: file.path)
        }
        if member.isEncrypted || ![0, 8].contains(member.method) {
            let method = member.isEncrypted ? 0 : member.method
            throw DatasetError(.numPy(.packedOtherwise(array: name, method: method)), of: file.path)
        }
        let header = Bytes(try file.read(30, at: member.start))
        guard header[0, 4] == 0x0403_4B50, let nameLength = header[26, 2], let extraLength = header[28, 2] else {
            throw file.damage("no header where “\(name)” should begin")
        }
        let start = member.start + 30 + nameLength + extraLength
        guard start + member.packedSize <= file.size else { throw file.damage("“\(name)” does not end in it") }
        return ZipMemberSource(file, member, start: start, name: "\(file.path) (\(name))")
    }
}

extension ZipArchive {
    /// The central directory and the number of its entries.
    private static func directory(of file: RandomAccessFile) throws(DatasetError) -> (bytes: Bytes, count: Int) {
        // The record at the end is followed by a comment of at most 65535 bytes.
        let tail = Bytes(try file.read(min(file.size, 65_557), at: file.size - min(file.size, 65_557)))
        guard let place = tail.lastRecord, var count = tail[place + 10, 2], var size = tail[place + 12, 4],
            var start = tail[place + 16, 4]
        else { throw DatasetError(.numPy(.noArchive), of: file.path) }
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            guard place >= 20, tail[place - 20, 4] == 0x0706_4B50, let large = tail[place - 12, 8] else {
                throw file.damage("no place of the 64-bit directory")
            }
            let record = Bytes(try file.read(56, at: large))
            guard record[0, 4] == 0x0606_4B50, let largeCount = record[32, 8], let largeSize = record[40, 8],
                let largeStart = record[48, 8]
            else { throw file.damage("no 64-bit directory") }
            (count, size, start) = (largeCount, largeSize, largeStart)
        }
        guard size <= longestDirectory else { throw file.damage("a directory of \(size) bytes") }
        return (Bytes(try file.read(size, at: start)), count)
    }

    private static func members(
        in directory: Bytes, count: Int, of file: RandomAccessFile
    ) throws(DatasetError) -> [Member] {
        var (members, place) = ([Member](), 0)
        while members.count < count {
            guard let (member, next) = member(in: directory, at: place) else {
                throw file.damage("entry \(members.count + 1) of \(count) in the directory is none")
            }
            guard member.packedSize <= file.size, member.start <= file.size else {
                throw file.damage("“\(member.name)” is larger than the archive")
            }
            members.append(member)
            place = next
        }
        return members
    }

    private static func member(in directory: Bytes, at place: Int) -> (Member, next: Int)? {
        guard directory[place, 4] == 0x0201_4B50, let flags = directory[place + 8, 2],
            let method = directory[place + 10, 2], let checkSum = directory[place + 16, 4],
            let packedSize = directory[place + 20, 4], let size = directory[place + 24, 4],
            let nameLength = directory[place + 28, 2], let extraLength = directory[place + 30, 2],
            let commentLength = directory[place + 32, 2], let start = directory[place + 42, 4],
            let name = directory.text(place + 46, nameLength)
        else { return nil }
        // What does not fit in 32 bits stands in the field with the number 1, one after the other.
        var large = directory.extra(1, in: place + 46 + nameLength, extraLength)
        var sizes: [Int] = []
        for value in [size, packedSize, start] {
            guard value == 0xFFFF_FFFF else {
                sizes.append(value)
                continue
            }
            guard let whole = large.flatMap({ directory[$0, 8] }) else { return nil }
            sizes.append(whole)
            large = large.map { $0 + 8 }
        }
        let member = Member(
            name: name, isEncrypted: flags & 1 == 1, method: method, checkSum: UInt32(checkSum), packedSize: sizes[1],
            size: sizes[0], start: sizes[2])
        return (member, place + 46 + nameLength + extraLength + commentLength)
    }
}

/// Bytes in which numbers begin with their lowest byte. What lies outside is nil.
private struct Bytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    subscript(place: Int, count: Int) -> Int? {
        guard place >= 0, place <= bytes.count - count else { return nil }
        let value = bytes[place..<place + count].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    func text(_ place: Int, _ count: Int) -> String? {
        guard place >= 0, place <= bytes.count - count else { return nil }
        return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    /// Where the content of a field with this number begins, among fields of a number and a length each.
    func extra(_ number: Int, in start: Int, _ length: Int) -> Int? {
        var place = start
        while place + 4 <= start + length, let found = self[place, 2], let size = self[place + 2, 2] {
            if found == number { return place + 4 }
            place += 4 + size
        }
        return nil
    }

    /// Where the record begins that ends an archive: the last one whose comment reaches to the end.
    var lastRecord: Int? {
        stride(from: bytes.count - 22, through: 0, by: -1).first { place in
            self[place, 4] == 0x0605_4B50 && self[place + 20, 2] == bytes.count - place - 22
        }
    }
}
