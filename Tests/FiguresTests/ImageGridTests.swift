import Figures
import Images
import Testing

@Suite struct ImageGridTests {
    /// Every pixel of a digit must be a block of equal pixels in the figure: no blur, at 1× and at 2×.
    @Test(arguments: [1, 2])
    func picturesAreEnlargedWithoutBlur(scale: Int) throws {
        let digit = SampleNumbers.digit(3, noise: 0.3)
        let bitmap = render(ImageGrid(rows: [.init("a", [digit])], tone: .given), scale: scale)
        let sharp = digit.enlarged(by: 2 * scale).converted(to: .rgb)
        #expect(find(sharp, in: bitmap))
    }

    @Test func thePageToneRunsFromPaperToInk() {
        let ramp = Bitmap(width: 28, height: 28, brightness: (0..<784).map { Double($0) / 783 })
        for theme in [Theme.light, .dark] {
            let grid = ImageGrid(rows: [.init("", [ramp])], tone: .page)
            let bitmap = render(grid, theme: theme, scale: 1)
            let first = bitmap[2, 2].map { Double($0) / 255 }
            #expect(abs(first[0] - theme.paper.red) < 0.01)
            let last = bitmap[2 + 55, 2 + 55].map { Double($0) / 255 }
            #expect(abs(last[0] - theme.ink.red) < 0.01)
        }
    }

    /// Left half: paper in both; right half: ink that the copy lacks, or has too much.
    @Test(arguments: [Theme.light, .dark])
    func differencesAreColoredByTheirSign(theme: Theme) {
        let blank = Bitmap(width: 28, height: 28)
        let half = Bitmap(width: 28, height: 28, brightness: (0..<784).map { $0 % 28 < 14 ? 0 : 1 })
        func colors(_ copy: Bitmap, _ original: Bitmap) -> [[UInt8]] {
            let grid = ImageGrid(rows: [.differences(of: [copy], from: [original])])
            let bitmap = render(grid, theme: theme, scale: 1)
            return [10, 45].map { Array(bitmap[20, $0]) }
        }
        let (lacking, excess) = (colors(blank, half), colors(half, blank))
        #expect(lacking[0] == excess[0])
        #expect(lacking[0] == colors(half, half)[1])
        #expect(lacking[1] != excess[1])
        #expect(lacking[1] != lacking[0] && excess[1] != excess[0])
    }

    @Test func rowsThatAreTooLongGoOnBelow() {
        let pictures = Array(repeating: SampleNumbers.digit(1), count: 45)
        let layout = GridLayout(ImageGrid(rows: [.init("a", pictures), .init("b", pictures)]), width: 680)
        #expect(layout.enlargement == 1)
        #expect(layout.bandCount == 3)
        #expect(layout.perBand == 15)
        #expect(layout.hiddenColumns == 0 && layout.hiddenRows == 0)
    }

    @Test func longLabelsMakeRoomForLargerPictures() {
        let pictures = Array(repeating: SampleNumbers.digit(1), count: 10)
        let layout = GridLayout(ImageGrid(rows: [.init("with noise, σ = 0.3", pictures)]), width: 676)
        #expect(layout.enlargement == 2)
    }

    @Test func whatDoesNotFitIsSaid() {
        let many = Array(repeating: SampleNumbers.digit(1), count: 20_000)
        let layout = GridLayout(ImageGrid(rows: [.init("", many)]), width: 680)
        #expect(layout.hiddenColumns > 0)
        let wide = GridLayout(ImageGrid(rows: [.init("", [Bitmap(width: 3000, height: 10)])]), width: 680)
        #expect(wide.reduction == 5)
    }

    private func find(_ part: Bitmap, in whole: Bitmap) -> Bool {
        let depth = 3
        for top in 0...(whole.height - part.height) {
            for left in 0...(whole.width - part.width) {
                let matches = (0..<part.height).allSatisfy { row in
                    let start = ((top + row) * whole.width + left) * depth
                    let mine = row * part.width * depth
                    return whole.samples[start..<start + part.width * depth]
                        == part.samples[mine..<mine + part.width * depth]
                }
                if matches { return true }
            }
        }
        return false
    }
}
