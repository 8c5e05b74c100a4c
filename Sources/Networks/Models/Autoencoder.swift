/// Two maps: the encoder from an image to a short code, the decoder from a code back to an image; and the objective
/// that trains them together.
///
/// Images are `[batch, pixels]` with gray levels in [0, 1], codes `[batch, latent]`.
public protocol Autoencoder: AnyObject {
    var encoder: Sequential { get }
    var decoder: Sequential { get }

    /// What training makes small, for a batch of images: a scalar. Noise is drawn from `generator`.
    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor
}

/// What an autoencoder makes of a batch of images.
public struct Reconstruction: Sendable {
    /// `[batch, pixels]`
    public let image: Tensor
    /// `[batch, latent]`
    public let code: Tensor
}

extension Autoencoder {
    public func encode(_ images: Tensor) -> Tensor { encoder(images) }

    public func decode(_ codes: Tensor) -> Tensor { decoder(codes) }

    public func callAsFunction(_ images: Tensor) -> Reconstruction {
        let code = encode(images)
        return Reconstruction(image: decode(code), code: code)
    }

    /// The number of numbers that training changes.
    public var parameterCount: Int { Networks.parameterCount(of: self) }
}

/// - Precondition: a code has at least one number.
func checkLatent(_ latent: Int) {
    guard latent > 0 else { fatalError("the latent size is \(latent), and must be at least 1") }
}
