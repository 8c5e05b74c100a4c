import CYAML
import Testing

@Test("libyaml finds the scalars of a mapping")
func yamlScalars() {
    var parser = yaml_parser_t()
    #expect(yaml_parser_initialize(&parser) == 1)
    defer { yaml_parser_delete(&parser) }

    let text = [UInt8]("title: A book".utf8)
    let scalars = text.withUnsafeBufferPointer { bytes in
        yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
        return readScalars(&parser)
    }
    #expect(scalars == ["title", "A book"])
}

private func readScalars(_ parser: inout yaml_parser_t) -> [String] {
    var scalars: [String] = []
    while true {
        var token = yaml_token_t()
        guard yaml_parser_scan(&parser, &token) == 1 else { return scalars }
        defer { yaml_token_delete(&token) }
        if token.type == YAML_STREAM_END_TOKEN { return scalars }
        guard token.type == YAML_SCALAR_TOKEN else { continue }
        let scalar = token.data.scalar
        scalars.append(String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self))
    }
}
