/// The ten colors of the book: the digit 3, and the fourth line of a chart, are the same color everywhere.
///
/// Computed: one color in each of ten hue families (blue, orange, teal, olive or yellow, violet, plum, brown, gray,
/// green, crimson), lightness, chroma and hue moved by simulated annealing so that the least distance in Oklab between
/// any two is as great as possible for full color vision and for simulated protanopia, deuteranopia and tritanopia, at
/// a contrast of at least 3 to 1 with the paper (WCAG 2.1, 1.4.11). A color and its dark twin keep their family. The
/// order keeps digits that are often confused (4 and 9, 3 and 5, 3 and 8, 7 and 9 …) and the first five series far
/// apart. For comparison: two of Tableau's ten become nearly one color to a reader with protanopia.
enum Palette {
    static let light: [Color] = [
        0x114EA1, 0xE47506, 0x367F85, 0x4D5001, 0x8C59D9, 0x822671, 0xA3654A, 0x9E919A, 0x4DA758, 0xB00439,
    ].map { Color(hex: $0) }

    static let dark: [Color] = [
        0x456AD4, 0xFE9819, 0x299FB1, 0xF2DF5C, 0xC08FFC, 0xAB3794, 0xAE816D, 0xBCCECC, 0x46CC80, 0xC92626,
    ].map { Color(hex: $0) }
}
