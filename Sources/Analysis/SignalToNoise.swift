import Foundation

/// The peak signal-to-noise ratio in decibels, 10 · log₁₀(peak² / MSE): higher is better, and infinite for a perfect copy.
///
/// - Parameters:
///   - meanSquaredError: over all pixels of all images.
///   - peak: the largest gray level.
public func peakSignalToNoise(meanSquaredError: Double, peak: Double = 1) -> Double {
    10 * log10(peak * peak / meanSquaredError)
}
