internal import CPNG

/// The version of libpng that this program runs with, such as `1.6.39`.
package var pngVersion: String { png_get_libpng_ver(nil).map { String(cString: $0) } ?? "unknown" }
