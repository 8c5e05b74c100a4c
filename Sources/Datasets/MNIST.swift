import Digests

/// What tells MNIST from other data, and where it is fetched from.
enum MNIST {
    static let name = "MNIST"

    /// The SHA-256 of the pixels of the 10,000 test images, `[sample, row, column]`.
    private static let testPixels = "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"
    /// The SHA-256 of the pixels of the first 10,000 training images.
    private static let trainingPixels = "2f7182bf021ffc5c1f62db987487f14d899b5c639f421a80f3095affc09a7db2"

    /// Whether these are MNIST's test images and at least the first 10,000 of its training images, in its order.
    static func hasPixels(training: Samples, test: Samples) -> Bool {
        guard test.count == 10_000, training.count >= 10_000, test.sampleSize == 784 else { return false }
        return SHA256.hexadecimal(of: test.pixels) == testPixels
            && SHA256.hexadecimal(of: training.pixels.prefix(10_000 * 784)) == trainingPixels
    }
}
