import CGumbo
import Testing

@Test("gumbo decodes what an attribute says")
func gumboAttribute() throws {
    let text = "<a href=\"&#X68;ttp:x\">"
    try text.withCString { source in
        var options = kGumboDefaultOptions
        options.fragment_context = GUMBO_TAG_DIV
        let output = try #require(gumbo_parse_with_options(&options, source, text.utf8.count))
        defer { gumbo_destroy_output(&options, output) }
        let children = output.pointee.root.pointee.v.element.children
        let first = try #require(children.data[0]).assumingMemoryBound(to: GumboNode.self)
        var attributes = first.pointee.v.element.attributes
        let address = try #require(gumbo_get_attribute(&attributes, "href"))
        #expect(String(cString: address.pointee.value) == "http:x")
    }
}
