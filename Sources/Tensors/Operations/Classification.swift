/// −ln softmax(x) at the label of each sample; the mean over the samples, a scalar.
///
/// - Parameters:
///   - logits: x, `[batch, classes]`, or with an axis or two of places behind: `[batch, classes, height, width]`
///   - labels: the class of each sample, from 0; with places, those of each sample in row-major order
///   - reduction: the mean, the sum or the losses themselves, in the shape of x without its classes
/// - Returns: ∂L/∂x = softmax(x) − 1 at the label, softmax(x) elsewhere, divided by the number of samples for the mean.
/// - Precondition: there is a label for each sample, and each is one of the classes.
public func crossEntropy(_ logits: Tensor, labels: [Int], reduction: Reduction = .mean) -> Tensor {
    checkClasses(logits, labels)
    return negativeLogLikelihood(logits.logSoftmax(axis: 1), labels: labels, reduction: reduction)
}

/// −ln p at the label of each sample, from the logarithms of the probabilities; the mean over the samples, a scalar.
///
/// - Parameters: as of ``crossEntropy(_:labels:reduction:)``, with ln p in place of the logits.
/// - Returns: ∂L/∂ln p = −1 at the label, 0 elsewhere, divided by the number of samples for the mean.
/// - Precondition: there is a label for each sample, and each is one of the classes.
public func negativeLogLikelihood(
    _ logProbabilities: Tensor, labels: [Int], reduction: Reduction = .mean
) -> Tensor {
    checkClasses(logProbabilities, labels)
    let shape = logProbabilities.shape
    let losses = atLabels(classesLast(logProbabilities), labels) * -1
    return reduction == .none ? losses.reshape(shape.without(axis: 1)) : losses.reduced(reduction)
}

/// `[batch, classes, …]` → `[batch · …, classes]`.
private func classesLast(_ x: Tensor) -> Tensor {
    guard x.shape.rank > 2 else { return x }
    let axes = [0] + Array(2..<x.shape.rank) + [1]
    return x.transpose(axes).reshape([x.count / x.shape[1], x.shape[1]])
}

/// The number at its label of each row: `[rows, classes]` → `[rows]`.
private func atLabels(_ x: Tensor, _ labels: [Int]) -> Tensor {
    let (shape, classes) = (x.shape, x.shape[1])
    let y = x.withScalars { scalars in
        Tensor([labels.count]) { target in
            for (row, label) in labels.enumerated() { target[row] = scalars[row * classes + label] }
        }
    }
    return y.derived(from: x) { gradient in
        let derivative = Tensor.zeros(shape)
        for (row, label) in labels.enumerated() {
            derivative.storage.start[row * classes + label] = gradient.storage.start[row]
        }
        return [derivative]
    }
}

private func checkClasses(_ x: Tensor, _ labels: [Int]) {
    guard x.shape.rank >= 2, x.shape[1] > 0, x.count > 0, labels.count == x.count / x.shape[1] else {
        fatalError("\(labels.count) labels do not fit logits of the shape \(x.shape), which is [batch, classes, …]")
    }
    checkLabels(labels, classes: x.shape[1])
}
