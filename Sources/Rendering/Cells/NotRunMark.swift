import Markup

/// What stands in place of a cell's results where there are none.
enum NotRunMark {
    static func html(_ scope: ChapterScope) -> HTML {
        "<p class=\"not-run-mark\">\(scope.missing)</p>"
    }
}
