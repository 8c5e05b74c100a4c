internal import CYAML

/// Reads a YAML text with libyaml.
enum YAMLParser {
    /// The first document of a text; nil where it holds nothing but comments.
    static func parse(_ text: String) throws(YAMLError) -> YAMLNode? {
        // Each level has a mark at least.
        if text.utf8.count(where: { "[{-:?".utf8.contains($0) }) > greatestDepth { try checkDepth(of: text) }
        return try withParser(of: text) { parser throws(YAMLError) in
            var document = yaml_document_t()
            guard yaml_parser_load(&parser, &document) == 1 else { throw error(of: parser) }
            defer { yaml_document_delete(&document) }
            guard let root = yaml_document_get_root_node(&document) else { return nil as YAMLNode? }
            let count = document.nodes.top - document.nodes.start
            var budget = count + greatestRepetition
            return try node(root, of: &document, depth: 0, &budget)
        }
    }

    private static func withParser<Result>(
        of text: String, _ body: (inout yaml_parser_t) throws(YAMLError) -> Result
    ) throws(YAMLError) -> Result {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { fatalError("libyaml has no memory for a parser") }
        defer { yaml_parser_delete(&parser) }
        let bytes = Array(text.utf8)
        // The pointer must outlive the call, because the parser keeps it.
        return try bytes.withUnsafeBufferPointer { buffer throws(YAMLError) in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            return try body(&parser)
        }
    }

    /// Reads a text up to the place where it is too deep, or wrong: libyaml's time for the whole of it grows with the
    /// square of its depth.
    private static func checkDepth(of text: String) throws(YAMLError) {
        try withParser(of: text) { parser throws(YAMLError) in
            var depth = 0
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return }
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT: depth += 1
                case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: depth -= 1
                case YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT, YAML_NO_EVENT: return
                default: break
                }
                let (line, column) = place(event.start_mark)
                if depth > greatestDepth { throw tooDeep(line: line, column: column) }
            }
        }
    }

    private static func tooDeep(line: Int, column: Int) -> YAMLError {
        YAMLError(
            message: "values lie more than \(greatestDepth) deep",
            help: "no setting has lists of lists; put a text that holds brackets between quotes", line: line,
            column: column)
    }

    /// The values that aliases may stand for, all in all: ten aliases of ten aliases, and so on, are soon too many.
    private static let greatestRepetition = 10_000

    /// An alias may name a node that holds it; no settings are this deep.
    private static let greatestDepth = 32

    private static func node(
        _ node: UnsafeMutablePointer<yaml_node_t>, of document: inout yaml_document_t, depth: Int, _ budget: inout Int
    ) throws(YAMLError) -> YAMLNode {
        let (line, column) = place(node.pointee.start_mark)
        budget -= 1
        guard budget >= 0 else {
            let message = "aliases repeat more than \(greatestRepetition) values, of which these are some"
            let help = "write out what is meant; an alias of aliases stands for all that they stand for"
            throw YAMLError(message: message, help: help, line: line, column: column)
        }
        guard depth < greatestDepth else {
            throw tooDeep(line: line, column: column)
        }
        let content: YAMLNode.Content
        switch node.pointee.type {
        case YAML_SCALAR_NODE: content = scalar(node)
        case YAML_SEQUENCE_NODE: content = .sequence(try items(of: node, in: &document, depth: depth, &budget))
        case YAML_MAPPING_NODE: content = .mapping(try entries(of: node, in: &document, depth: depth, &budget))
        default: fatalError("unknown kind of YAML node: \(node.pointee.type.rawValue)")
        }
        return YAMLNode(content: content, line: line, column: column)
    }

    private static func scalar(_ node: UnsafeMutablePointer<yaml_node_t>) -> YAMLNode.Content {
        let scalar = node.pointee.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return .scalar(String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    }

    private static func items(
        of node: UnsafeMutablePointer<yaml_node_t>, in document: inout yaml_document_t, depth: Int, _ budget: inout Int
    ) throws(YAMLError) -> [YAMLNode] {
        let items = node.pointee.data.sequence.items
        var nodes: [YAMLNode] = []
        for item in UnsafeBufferPointer(start: items.start, count: items.top - items.start) {
            nodes.append(try child(item, of: &document, depth: depth, &budget))
        }
        return nodes
    }

    private static func entries(
        of node: UnsafeMutablePointer<yaml_node_t>, in document: inout yaml_document_t, depth: Int, _ budget: inout Int
    ) throws(YAMLError) -> [YAMLNode.Entry] {
        let pairs = node.pointee.data.mapping.pairs
        var entries: [YAMLNode.Entry] = []
        for pair in UnsafeBufferPointer(start: pairs.start, count: pairs.top - pairs.start) {
            let key = try child(pair.key, of: &document, depth: depth, &budget)
            let value = try child(pair.value, of: &document, depth: depth, &budget)
            entries.append(YAMLNode.Entry(key: key, value: value))
        }
        return entries
    }

    private static func child(
        _ number: CInt, of document: inout yaml_document_t, depth: Int, _ budget: inout Int
    ) throws(YAMLError) -> YAMLNode {
        guard let child = yaml_document_get_node(&document, number) else { fatalError("no YAML node \(number)") }
        return try node(child, of: &document, depth: depth + 1, &budget)
    }

    private static func error(of parser: yaml_parser_t) -> YAMLError {
        let problem = parser.problem.map { String(cString: $0) } ?? "this is no YAML"
        let context = parser.context.map { " " + String(cString: $0) } ?? ""
        let (line, column) = place(parser.problem_mark)
        return YAMLError(message: problem + context, line: line, column: column)
    }

    private static func place(_ mark: yaml_mark_t) -> (line: Int, column: Int) {
        (Int(mark.line) + 1, Int(mark.column) + 1)
    }
}
