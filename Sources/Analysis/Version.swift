import CLAPACK

/// The version of LAPACK's interface that this program runs with, such as `3.11.0`.
package var lapackVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    LAPACKE_ilaver(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
}
