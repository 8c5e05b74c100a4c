import Figures
import Testing

@Suite struct PaletteTests {
    @Test(arguments: [Theme.light, .dark])
    func everyReaderTellsTheTenColorsApart(theme: Theme) {
        #expect(theme.palette.count == 10)
        for vision in ColorVision.allCases {
            let seen = theme.palette.map(vision.seen)
            let least = vision == .full ? 0.12 : 0.075
            for first in seen.indices {
                for second in seen.indices where second > first {
                    let distance = seen[first].distance(to: seen[second])
                    #expect(distance > least, "\(first) and \(second) in \(theme.name) for \(vision): \(distance)")
                }
            }
        }
    }

    @Test(arguments: [Theme.light, .dark])
    func everythingStandsOutFromThePaper(theme: Theme) {
        for color in theme.palette {
            #expect(color.contrast(with: theme.paper) >= 2.99)
            #expect(theme.textColor(color).contrast(with: theme.paper) >= 4.5)
        }
        #expect(theme.ink.contrast(with: theme.paper) >= 7)
        #expect(theme.muted.contrast(with: theme.paper) >= 4.5)
    }

    @Test func theSimulationTakesAwayWhatTheReaderLacks() {
        let red = Color(hex: 0xD62728)
        let green = Color(hex: 0x6E8B00)
        #expect(ColorVision.full.seen(red).distance(to: red) < 1e-6)
        let seen = ColorVision.deuteranopia
        #expect(seen.seen(red).distance(to: seen.seen(green)) < 0.5 * red.distance(to: green))
    }

    @Test func contrastAndDistanceHaveTheirKnownEnds() {
        let black = Color(hex: 0x000000)
        let white = Color(hex: 0xFFFFFF)
        #expect(abs(black.contrast(with: white) - 21) < 1e-9)
        #expect(abs(black.distance(to: white) - 1) < 1e-3)
        #expect(black.mixed(with: white, 1).distance(to: white) < 1e-3)
    }

    @Test func colorsComeRound() {
        #expect(Theme.light.color(12) == Theme.light.color(2))
        #expect(Theme.light.color(-1) == Theme.light.color(9))
    }
}
