import Manuscript

/// Numbers what has a label, chapter by chapter. What has none has no number.
struct ReferenceIndex {
    private(set) var targets: [String: ReferenceTarget] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    init(of readings: [ChapterReading]) {
        for reading in readings { add(reading) }
    }

    private mutating func add(_ reading: ChapterReading) {
        let chapter = reading.chapter
        if let label = reading.titleLabel {
            // The title is the top of the page, so it needs no anchor.
            let target = ReferenceTarget(
                kind: .section, number: "\(chapter.number)", chapter: chapter.name, anchor: "",
                location: reading.titleLocation)
            add(label, target)
        }
        var counter = LabelCounter(chapter: chapter)
        var found: [(String, ReferenceTarget)] = []
        TreeWalk(cells: chapter.cells, block: { found += counter.targets(in: $0) }).walk(chapter.blocks)
        for (label, target) in found { add(label, target) }
    }

    private mutating func add(_ label: String, _ target: ReferenceTarget) {
        if let first = targets[label] {
            diagnostics.append(
                Diagnostic(
                    code: .duplicateLabel, at: target.location, "the label `\(label)` is taken",
                    help: "it is given at \(first.location) already"))
        } else {
            targets[label] = target
        }
    }
}

/// The numbers of one chapter.
private struct LabelCounter {
    let chapter: Chapter
    private var counts: [ReferenceTarget.Kind: Int] = [:]
    /// The numbers of the headings of level 2, 3 and so on that hold the present place.
    private var sections: [Int] = []

    init(chapter: Chapter) { self.chapter = chapter }

    /// The label that a block gives, with its number; at most one.
    mutating func targets(in block: Block) -> [(String, ReferenceTarget)] {
        switch block {
        case .heading(let level, _, let identifier, let location) where level > 1:
            countSection(level)
            guard identifier.hasPrefix("sec-"), ReferenceLabel.isLabel(identifier) else { return [] }
            return [(identifier, target(.section, number: sections, identifier, location))]
        case .cell(let index):
            return numbered(chapter.cells[index].options.label, chapter.cells[index].location)
        case .table(let table): return numbered(table.label, table.location)
        case .equation(_, let label, let location): return numbered(label, location)
        default: return []
        }
    }

    private mutating func numbered(_ label: String?, _ location: SourceLocation) -> [(String, ReferenceTarget)] {
        guard let label, ReferenceLabel.isLabel(label), let kind = ReferenceTarget.Kind(label: label) else { return [] }
        counts[kind, default: 0] += 1
        return [(label, target(kind, number: [counts[kind, default: 0]], label, location))]
    }

    private mutating func countSection(_ level: Int) {
        let depth = level - 1
        sections = Array(sections.prefix(depth))
        while sections.count < depth { sections.append(0) }
        sections[depth - 1] += 1
    }

    private func target(
        _ kind: ReferenceTarget.Kind, number: [Int], _ anchor: String, _ location: SourceLocation
    ) -> ReferenceTarget {
        ReferenceTarget(
            kind: kind, number: ([chapter.number] + number).map(String.init).joined(separator: "."),
            chapter: chapter.name, anchor: anchor, location: location)
    }
}

extension ReferenceTarget.Kind {
    /// The kind that a label's prefix names; nil for any other label.
    package init?(label: String) {
        switch label.prefix(while: { $0 != "-" }) {
        case "fig": self = .figure
        case "tbl": self = .table
        case "eq": self = .equation
        case "sec": self = .section
        default: return nil
        }
    }
}
