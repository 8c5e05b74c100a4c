import Manuscript
import Notebook
import Testing

struct SuggestionTests {
    @Test(arguments: [
        ("fig-cpa", "fig-cap"), ("figcap", "fig-cap"), ("fig_cap", "fig-cap"), ("Echo", "echo"), ("ecco", "echo"),
        ("lable", "label"),
    ])
    func nearWordIsSuggested(word: String, meant: String) {
        #expect(suggestion(for: word, among: ["label", "fig-cap", "fig-alt", "tbl-cap", "echo", "output"]) == meant)
    }

    @Test func farWordIsNotSuggested() {
        #expect(suggestion(for: "layout", among: ["label", "echo", "include"]) == nil)
        #expect(suggestion(for: "x", among: []) == nil)
    }

    @Test func tieGoesToTheFirstInTheAlphabet() {
        #expect(suggestion(for: "tbl-d", among: ["tbl-c", "tbl-b"]) == "tbl-b")
    }

    @Test func distanceCountsASwapOnce() {
        #expect(editDistance("label", "lable") == 1)
        #expect(editDistance("kitten", "sitting") == 3)
        #expect(editDistance("", "abc") == 3)
    }
}
