/// What a node of a Markdown tree is, by cmark-gfm's own names.
package enum MarkdownNodeKind: String {
    case document
    case quote = "block_quote"
    case list
    case item
    case taskItem = "tasklist"
    case codeBlock = "code_block"
    case htmlBlock = "html_block"
    case paragraph
    case heading
    case thematicBreak = "thematic_break"
    case footnoteDefinition
    case table
    case tableHeader = "table_header"
    case tableRow = "table_row"
    case tableCell = "table_cell"

    case text
    case softBreak = "softbreak"
    case lineBreak = "linebreak"
    case code
    case inlineHTML = "html_inline"
    case emphasis = "emph"
    case strong
    case strikethrough
    case link
    case image
    case footnoteReference
}
