/// How the losses of the elements become one number: their mean, their sum, or not at all.
public enum Reduction: Sendable { case mean, sum, none }

extension Tensor {
    /// The losses of the elements as a loss.
    func reduced(_ reduction: Reduction) -> Tensor {
        switch reduction {
        case .mean: mean()
        case .sum: sum()
        case .none: self
        }
    }
}
