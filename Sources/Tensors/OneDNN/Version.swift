import COneDNN

/// The version of oneDNN that this program runs with, such as `2.6.3`.
package var oneDNNVersion: String {
    dnnl_version().map { "\($0.pointee.major).\($0.pointee.minor).\($0.pointee.patch)" } ?? "unknown"
}
