import Datasets
import Foundation
import Testing

struct DrawnDigitsTests {
    @Test func sheet() throws {
        guard let folder = ProcessInfo.processInfo.environment["SHEET"] else { return }
        let start = Date()
        let set = DrawnDigits().dataset()
        print("drawn in", Date().timeIntervalSince(start), set.digest)
        try DrawnDigits().write(to: URL(fileURLWithPath: folder))
    }
}
