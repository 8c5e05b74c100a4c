import Testing
import Workbench

/// How long a value may be in a sentence.
@Suite struct InlineTextTests {
    @Test("What no sentence has room for is cut, whatever it is")
    func cuts() {
        let values: [Any] = [
            Array(0..<100_000), String(repeating: "x", count: 100_000), Array(0..<100_000) as [Int]?,
            Dictionary(uniqueKeysWithValues: (0..<10_000).map { ($0, $0) }), (Array(0..<10_000), 1),
        ]
        for value in values {
            let text = inlineText(value)
            #expect(text.count < 1_100 && text.contains("characters left out"))
        }
        #expect(inlineText(String(repeating: "x", count: 1_000)).count == 1_000)
    }
}
