@_exported import Tensors

/// A map of tensors to tensors, mostly with parameters of its own. Layers are small classes; bigger ones are made of
/// smaller ones.
public protocol Layer: AnyObject {
    /// The first axis of `x` is the batch, and stays.
    func callAsFunction(_ x: Tensor) -> Tensor
}
