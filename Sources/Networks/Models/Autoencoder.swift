/// Two maps: the encoder from an image to a short code, the decoder from a code back to an image; and the objective
/// that trains them together.
///
/// Images are `[batch, pixels]` with gray levels in [0, 1], codes `[batch, latent]`. A simple autoencoder needs its two
/// networks and `loss(images)`, and the squared error where it has no loss. One that does more on the way, such as
/// drawing a code or replacing it, has its own ``encode(_:)`` or ``callAsFunction(_:)``: tables, figures and the test
/// error go through these.
public protocol Autoencoder: Trainable {
    var encoder: Sequential { get }
    var decoder: Sequential { get }

    /// What training makes small, for a batch of images: a scalar. By default the mean squared error of the copies.
    func loss(_ images: Tensor) -> Tensor

    /// The same for a loss with noise, which is drawn from `generator`. By default the loss without.
    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor

    /// Images to their codes: `[batch, pixels]` to `[batch, latent]`.
    func encode(_ images: Tensor) -> Tensor

    /// Codes to images: `[batch, latent]` to `[batch, pixels]`.
    func decode(_ codes: Tensor) -> Tensor

    /// What the autoencoder makes of images, with the codes on the way.
    func callAsFunction(_ images: Tensor) -> Reconstruction
}

/// What an autoencoder makes of a batch of images.
public struct Reconstruction: Sendable {
    /// `[batch, pixels]`
    public let image: Tensor
    /// `[batch, latent]`
    public let code: Tensor

    public init(image: Tensor, code: Tensor) {
        self.image = image
        self.code = code
    }
}

extension Autoencoder {
    public func loss(_ batch: Batch, _ step: inout Step) -> Loss { Loss(loss(batch.images, using: &step.generator)) }

    public func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor { loss(images) }

    public func loss(_ images: Tensor) -> Tensor { meanSquaredError(self(images).image, images) }

    public func encode(_ images: Tensor) -> Tensor { ModelPath.withRoot(self) { encoder(images) } }

    public func decode(_ codes: Tensor) -> Tensor { ModelPath.withRoot(self) { decoder(codes) } }

    public func callAsFunction(_ images: Tensor) -> Reconstruction {
        let code = encode(images)
        return Reconstruction(image: decode(code), code: code)
    }

    /// The images alone.
    public func reconstruct(_ images: Tensor) -> Tensor { self(images).image }

    /// `MSE`: the mean squared error over all pixels of all samples.
    public func evaluate(_ data: EvaluationData) -> [Measure] {
        [Measure("MSE", data.mean { Double(meanSquaredError(self($0.images).image, $0.images).scalar) })]
    }
}

/// - Precondition: a code has at least one number.
func checkLatent(_ latent: Int) {
    guard latent > 0 else { fatalError("the latent size is \(latent), and must be at least 1") }
}
