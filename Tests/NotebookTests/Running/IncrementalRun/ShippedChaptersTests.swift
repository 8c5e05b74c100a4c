import Foundation
import Notebook
import Reading
import Tangling
import Testing

@Suite("The slices of the series")
struct ShippedChaptersTests {
    @Test("No statement of the series may keep a state that no name tells")
    func noSideEffects() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../..").standardizedFileURL
        let book = try BookReader.read(folder: folder).book
        #expect(book.chapters.count >= 3)
        for chapter in book.chapters {
            #expect(Slicer.hidingStatements(in: ProgramWriter.program(for: chapter).code) == [], "\(chapter.file)")
        }
    }
}
