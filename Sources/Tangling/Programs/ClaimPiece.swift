import Manuscript
import SwiftCode

/// What a claim adds to its chapter's program: each side of a comparison is a piece of its own, so that its value can be
/// told, and stands at its own place, so that the compiler names that.
extension ProgramPiece {
    init(_ claim: Claim, file: String, _ columns: SourceColumns) {
        let place = ClaimPlace(claim, file: file, columns)
        let data = claim.data.map { "\"\($0)\"" } ?? "nil"
        let split = ComparisonSplit(claim.expression)
        let terms = split?.terms.flatMap { Self.lines($0, isTrying: split?.isTrying == true, place) } ?? []
        self.init(
            lines: ["", "_statement(\(claim.location.line))", "try _claim(\(claim.index), data: \(data)) { _terms in"]
                + ["_terms.judge({"] + place.whole(claim).plain + ["})"] + terms + ["}"],
            code: ProgramCode.Piece(
                .claim, claim.index, note: " of \(claim.data ?? "any data")", text: claim.expression),
            errors: split == nil ? [Self.noExpression(claim)] : [])
    }

    private static func lines(_ term: ComparisonSplit.Term, isTrying: Bool, _ place: ClaimPlace) -> [String] {
        func piece(_ operand: ComparisonSplit.Operand) -> [String] {
            let piece = place.piece(operand)
            return isTrying ? piece.plain(after: "try ") : piece.plain
        }
        switch term {
        case .comparison(let left, let symbol, let right):
            return ["try _terms.compare({"] + piece(left) + ["}, \"\(symbol)\", {"] + piece(right) + ["}, \(symbol))"]
        case .condition(let condition):
            return ["try _terms.check({"] + piece(condition) + ["})"]
        }
    }

    /// The reader of the chapter leaves such a claim out; one that was made by hand comes here.
    static func noExpression(_ claim: Claim) -> Diagnostic {
        Diagnostic(
            code: .badSpan, at: claim.location, "the claim `\(claim.expression)` is not a Swift expression",
            help: "claim a comparison, such as `a < b`")
    }
}

/// Where a claim's operands stand in the chapter.
private struct ClaimPlace {
    let file: String
    let line: Int
    /// Bytes before the expression on its first line.
    let column: Int

    init(_ claim: Claim, file: String, _ columns: SourceColumns) {
        self.file = file
        line = claim.location.line
        column = columns.bytes(before: claim.location.column ?? 1, line: line)
    }

    func whole(_ claim: Claim) -> SourcePiece {
        SourcePiece(file: file, line: line, column: column, text: claim.expression)
    }

    func piece(_ operand: ComparisonSplit.Operand) -> SourcePiece {
        SourcePiece(
            file: file, line: line + operand.line, column: operand.column + (operand.line == 0 ? column : 0),
            text: operand.text)
    }
}
