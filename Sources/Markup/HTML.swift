/// A piece of a page.
///
/// Whoever writes one down writes mark-up in the literal and puts values in by interpolation: a `String` is escaped on
/// its way in, another `HTML` is not. So text from a chapter or from a run cannot become mark-up by accident.
package struct HTML: Equatable, Sendable {
    package private(set) var source: String

    /// Mark-up that has been made safe elsewhere.
    package init(trusted source: String) { self.source = source }

    package static let empty = HTML(trusted: "")

    package var isEmpty: Bool { source.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.source + right.source) }
    package static func += (left: inout HTML, right: HTML) { left.source += right.source }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { source = value }
    package init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

    package struct StringInterpolation: StringInterpolationProtocol {
        package var source = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { source += literal }
        package mutating func appendInterpolation(_ text: String) { source += HTMLEscaping.escaped(text) }
        package mutating func appendInterpolation(_ text: Substring) { source += HTMLEscaping.escaped(String(text)) }
        package mutating func appendInterpolation(_ number: Int) { source += String(number) }
        package mutating func appendInterpolation(_ html: HTML) { source += html.source }
    }
}

extension Sequence<HTML> {
    package func joined(separator: String = "") -> HTML {
        HTML(trusted: map(\.source).joined(separator: separator))
    }
}
