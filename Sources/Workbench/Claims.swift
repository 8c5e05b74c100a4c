import Foundation

infix operator ≈ : ComparisonPrecedence

/// Whether two numbers differ by a hundredth of the larger one at most.
public func ≈ <Number: BinaryFloatingPoint>(left: Number, right: Number) -> Bool {
    abs(left - right) <= max(abs(left), abs(right)) / 100
}

/// Holds a claim of the prose against the chapter's values.
///
/// - Parameter data: the data set for which it is claimed; nil for any.
public func _claim(_ index: Int, data: String?, _ check: (ClaimTerms) throws -> Void) throws {
    let session = Session.current
    // Claims are made of whole trainings.
    guard !isQuick, data == nil || data == session.request.dataSlug else {
        return session.transcript.write(.claim(index: index, outcome: .notApplicable))
    }
    let terms = ClaimTerms()
    try check(terms)
    session.transcript.write(.claim(index: index, outcome: .checked(terms.all)))
}

/// The terms of a claim as they are evaluated, left to right; after one that fails, no other is.
public final class ClaimTerms {
    fileprivate(set) var all: [ClaimTerm] = []
    private var hasFailed: Bool { all.last?.holds == false }

    /// Lets the compiler judge the claim as a whole, before its sides stand in closures of their own: where their types do
    /// not fit, those would be closures without a value, and `()` equals `()`.
    public func judge(_ claim: () throws -> Bool) {}

    public func compare<Left, Right>(
        _ left: () throws -> Left, _ comparison: String, _ right: () throws -> Right,
        _ holds: (Left, Right) throws -> Bool
    ) throws {
        guard !hasFailed else { return }
        let (left, right) = (try left(), try right())
        all.append(ClaimTerm(left, comparison, right, holds: try holds(left, right)))
    }

    public func check(_ condition: () throws -> Bool) throws {
        guard !hasFailed else { return }
        let holds = try condition()
        all.append(ClaimTerm(left: "\(holds)", comparison: nil, right: "", margin: nil, holds: holds))
    }
}

extension ClaimTerm {
    init(_ left: Any, _ comparison: String, _ right: Any, holds: Bool) {
        let texts = comparedTexts(left, right)
        self.init(
            left: texts.left, comparison: comparison, right: texts.right,
            margin: comparison == "==" || comparison == "!=" ? nil : comparedMargin(left, right), holds: holds)
    }
}

/// Both as they stand in a sentence; numbers that would look alike there get more digits.
func comparedTexts(_ left: Any, _ right: Any) -> (left: String, right: String) {
    let texts = (inlineText(left), inlineText(right))
    guard texts.0 == texts.1, let a = number(left), let b = number(right), a != b, a.isFinite, b.isFinite else {
        return texts
    }
    let magnitude = Int(floor(log10(max(abs(a), abs(b)))))
    for digits in 4...17 {
        let decimals = max(0, digits - 1 - magnitude)
        let longer = (a.formatted(decimals: decimals), b.formatted(decimals: decimals))
        if longer.0 != longer.1 { return longer }
    }
    return texts
}

private func comparedMargin(_ left: Any, _ right: Any) -> Double? {
    guard let a = number(left), let b = number(right), b != 0, a.isFinite, b.isFinite else { return nil }
    return abs(b - a) / abs(b)
}

private func number(_ value: Any) -> Double? {
    switch value {
    case let number as any BinaryInteger: Double(number)
    case let number as any BinaryFloatingPoint: Double(number)
    default: nil
    }
}
