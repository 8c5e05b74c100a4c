import CMarkGFM
import Glibc
import Testing

@Test("cmark-gfm turns two asterisks into strong text")
func markdownStrong() throws {
    let html = try #require(cmark_markdown_to_html("**x**", 5, CMARK_OPT_DEFAULT))
    defer { free(html) }
    #expect(String(cString: html) == "<p><strong>x</strong></p>\n")
}

@Test("cmark-gfm's extensions bring tables")
func markdownTable() throws {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = try #require(cmark_parser_new(CMARK_OPT_DEFAULT))
    defer { cmark_parser_free(parser) }
    let table = try #require(cmark_find_syntax_extension("table"))
    #expect(cmark_parser_attach_syntax_extension(parser, table) == 1)

    let text = "| a |\n|---|\n| 1 |\n"
    cmark_parser_feed(parser, text, text.utf8.count)
    let document = try #require(cmark_parser_finish(parser))
    defer { cmark_node_free(document) }
    let first = try #require(cmark_node_first_child(document))
    #expect(String(cString: cmark_node_get_type_string(first)) == "table")
}
