/// A value of a YAML text, with its place.
package struct YAMLNode: Equatable {
    package struct Entry: Equatable {
        package let key: YAMLNode
        package let value: YAMLNode

        package init(key: YAMLNode, value: YAMLNode) {
            self.key = key
            self.value = value
        }
    }

    package enum Content: Equatable {
        /// `isPlain` tells `true` from `"true"`.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    package let content: Content
    /// Where the value begins; both from 1.
    package let line: Int
    package let column: Int

    /// The text of a scalar; nil for anything else.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether nothing is written, as after `key:`.
    var isNothing: Bool { content == .scalar("", isPlain: true) }
}

/// Why a text is no YAML.
struct YAMLError: Error, Equatable {
    let message: String
    var help = "a value that holds `: `, or begins with a mark such as ` @ or [, goes between quotes"
    /// Both from 1.
    let line: Int
    let column: Int
}
