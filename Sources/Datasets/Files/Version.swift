import CZlib

/// The version of zlib that this program runs with, such as `1.2.13`.
package var zlibVersion: String { CZlib.zlibVersion().map { String(cString: $0) } ?? "unknown" }
