/// What is wrong with a way to divide samples.
public enum SplitProblem: Error, Equatable, Sendable {
    /// A share outside of 0 ..< 1.
    case noShare(Double)
    /// The shares leave nothing to train on.
    case nothingLeft(validation: Double, test: Double)
    /// A part that was asked for has no sample.
    case emptyPart(String, share: Double, samples: Int)
}

extension SplitProblem: DatasetProblem {
    var problem: String {
        switch self {
        case .noShare(let share): "\(share) is no share of the samples"
        case .nothingLeft(let validation, let test):
            "the shares \(validation) for validation and \(test) for the test leave nothing to train on"
        case .emptyPart(let part, let share, let samples):
            "the \(part) part would be empty: \(share.shortened) of \(samples) samples is none"
        }
    }

    var advice: String {
        switch self {
        case .noShare: "give shares from 0 up to, but not including, 1"
        case .nothingLeft: "give shares whose sum is less than 1"
        case .emptyPart: "give other shares, or more samples"
        }
    }
}

extension Double {
    /// To four places, for what a subtraction leaves at the end.
    fileprivate var shortened: Double { (self * 10_000).rounded() / 10_000 }
}
