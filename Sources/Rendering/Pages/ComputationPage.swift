import Manuscript
import Markup
import Running
import Transcript

/// The appendix: every training with what it cost, and the machine, the toolchain and the libraries behind them.
struct ComputationPage {
    let book: Book
    /// By the chapter's name.
    let runs: [String: ChapterRun]
    let data: BookData

    static let title = "How this book was computed"

    /// Where the appendix tells of a training.
    static func address(of training: TrainingSummary) -> String {
        LinkAddress.page(OwnPage.computation, anchor: "training.\(ProvenanceText.key(training))")
    }

    var html: HTML {
        PageShell(
            book: book, title: "\(Self.title) · \(book.settings.title)",
            summary: "Every training of the book, with its cost, its seed and its data; machine and libraries.",
            hasMathematics: false, kind: "chapter", sidebar: Sidebar(book: book, scope: nil, isAppendix: true).html,
            main: article,
            footer: "<p>Made with aebook.</p>"
        ).html
    }

    var article: HTML {
        """
        <article>
        <header class="chapter-head">
        <p class="overline">Appendix</p>
        <h1>\(Self.title)</h1>
        <p class="lead">Every training behind the book’s numbers, what it cost, and what it ran on.</p>
        </header>
        <h2 id="page.trainings">Trainings</h2>
        \(trainings)
        <h2 id="page.data">Data</h2>
        \(dataFacts)
        <h2 id="page.machine">Machine and software</h2>
        \(environments)
        </article>
        """
    }

    /// Once each, though several chapters may use it.
    private var rows: [(chapter: Chapter, training: TrainingSummary)] {
        var keys: Set<String> = []
        return book.chapters.flatMap { chapter in
            (runs[chapter.name]?.trainings ?? []).filter { keys.insert($0.key).inserted }.map { (chapter, $0) }
        }
    }

    private var trainings: HTML {
        guard !rows.isEmpty else { return "<p>No training has been run yet.</p>" }
        let seconds = rows.map(\.training.seconds).reduce(0, +)
        return """
            <p>\(rows.count == 1 ? "One training" : "\(rows.count) trainings" as HTML), \
            \(ProvenanceText.duration(seconds)) in all. Peak memory is the most that the program held until the \
            training’s end, trainings beside it included.</p>
            \(table(["training", "chapter", "parameters", "images", "epochs", "batch", "step size", "seed", "key"], \.plan))
            \(table(["training", "final loss", "test error", "time", "threads", "peak memory", "finished"], \.cost))
            """
    }

    private func table(_ titles: [String], _ row: (TrainingRowHTML) -> HTML) -> HTML {
        let rows = rows.map { row(TrainingRowHTML(chapter: $0.chapter, training: $0.training)) }
        return """
            <figure class="table wide trainings"><div class="table-scroll"><table>
            <thead><tr>\(titles.map(heading).joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table></div></figure>
            """
    }

    private func heading(_ title: String) -> HTML {
        let isText = ["training", "chapter", "key", "finished"].contains(title)
        return "<th scope=\"col\"\(isText ? .empty : " class=\"number\"" as HTML)>\(title)</th>"
    }

    private var dataFacts: HTML {
        let digests = Set(rows.map(\.training.dataDigest)).sorted()
        return facts(
            [
                ("name", data.name),
                (
                    "images",
                    "\(Grouping.thousands(data.trainingImages)) for training, \(Grouping.thousands(data.testImages)) for tests"
                ),
                ("SHA-256", digests.joined(separator: ", ")),
            ] + otherData.map { ("also", $0) })
    }

    /// What other data sets of the trainings are, each once.
    private var otherData: [String] {
        let others = rows.map(\.training).filter { $0.data != data.name && !$0.dataSummary.isEmpty }
        return Set(others.map(\.dataSummary)).sorted()
    }

    private var environments: HTML {
        let all = book.chapters.compactMap { runs[$0.name]?.environment }
        let different = all.enumerated().filter { index, one in !all[..<index].contains(one) }.map(\.element)
        guard !different.isEmpty else { return "<p>Nothing has been run yet.</p>" }
        return different.map { one in
            facts([
                ("processor", one.processor), ("cores", "\(one.cores)"), ("memory", ByteText.text(one.memory)),
                ("system", one.system), ("compiler", one.toolchain),
                ("libraries", one.libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ")),
            ])
        }.joined(separator: "\n")
    }

    private func facts(_ facts: [(String, String)]) -> HTML {
        let items = facts.filter { !$0.1.isEmpty }.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
        return "<dl class=\"facts\">\n\(items.joined(separator: "\n"))\n</dl>"
    }
}

/// A training as rows of the appendix: what was trained, and what it cost.
struct TrainingRowHTML {
    let chapter: Chapter
    let training: TrainingSummary

    var plan: HTML {
        let key = ProvenanceText.key(training)
        let numbers = numbers([
            Grouping.thousands(training.parameters), Grouping.thousands(training.images), "\(training.epochs)",
            "\(training.batch)", training.learningRate.map { "\($0)" } ?? "", "\(training.seed)",
        ])
        return """
            <tr id="training.\(key)"><th scope="row">\(training.name)</th>\
            <td><a href="\(LinkAddress.page(chapter.name))">\(chapter.number)</a></td>\
            \(numbers)<td><code>\(key)</code></td></tr>
            """
    }

    var cost: HTML {
        let numbers = numbers([
            LossText.text(training.finalLoss), measures,
            ProvenanceText.duration(training.seconds), "\(training.threads)",
            training.peakMemory.map(ByteText.text) ?? "",
        ])
        let date: HTML = training.date.map { BuildDate(date: $0).html } ?? .empty
        return "<tr><th scope=\"row\">\(training.name)</th>\(numbers)<td>\(date)</td></tr>"
    }

    /// The test error as a number alone; others with their names.
    private var measures: String {
        training.measures.map { ($0.name == "MSE" ? "" : $0.name + " ") + LossText.text($0.value) }
            .joined(separator: ", ")
    }

    private func numbers(_ texts: [String]) -> HTML {
        texts.map { "<td class=\"number\">\($0)</td>" as HTML }.joined()
    }
}
