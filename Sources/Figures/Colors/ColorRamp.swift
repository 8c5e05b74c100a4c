/// Colors for amounts: equal steps of value are equal steps to the eye.
public struct ColorRamp: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// From nothing (the paper) to much.
        case sequential
        /// From negative through nothing (the paper) to positive.
        case diverging
    }

    let stops: [Color]

    init(_ kind: Kind, theme: Theme) {
        let much = theme.color(0)
        let most = much.mixed(with: theme.ink, 0.55)
        let nothing = theme.paper.mixed(with: theme.ink, 0.04)
        stops =
            switch kind {
            case .sequential: [nothing, much.mixed(with: nothing, 0.45), much, most]
            case .diverging: [theme.color(1).mixed(with: theme.ink, 0.3), theme.color(1), nothing, much, most]
            }
    }

    /// - Parameter part: from 0 to 1; what lies outside takes the end's color.
    func color(_ part: Double) -> Color {
        let place = min(max(part.isNaN ? 0 : part, 0), 1) * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        return stops[index].mixed(with: stops[index + 1], place - Double(index))
    }
}
