internal import CCairo

/// The version of Cairo that this program runs with, such as `1.16.0`.
package var cairoVersion: String { cairo_version_string().map { String(cString: $0) } ?? "unknown" }
