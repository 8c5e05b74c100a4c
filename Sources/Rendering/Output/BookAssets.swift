import Foundation

/// The style sheet, the scripts and the fonts that all pages share.
enum BookAssets {
    static func files(bookFont: BookFont?) throws -> [OutputFile] {
        let sheet = (bookFont.map { [$0.styleSheet] } ?? []) + styleSheets.map { String(decoding: $0, as: UTF8.self) }
        return try [
            OutputFile(path: "assets/book.css", content: Data(sheet.joined(separator: "\n").utf8)),
            OutputFile(
                path: "assets/book.js",
                content: Data(PackageResources.book_js + PackageResources.film_js + PackageResources.search_js)),
            OutputFile(path: "assets/theme.js", content: Data(PackageResources.theme_js)),
        ] + (bookFont?.files() ?? [])
    }

    /// In the order in which later rules may refine earlier ones.
    private static var styleSheets: [[UInt8]] {
        [
            PackageResources.tokens_css, PackageResources.page_css, PackageResources.navigation_css,
            PackageResources.search_css,
            PackageResources.prose_css, PackageResources.callouts_css, PackageResources.mathematics_css,
            PackageResources.notes_css, PackageResources.claims_css, PackageResources.code_css,
            PackageResources.cells_css, PackageResources.figures_css, PackageResources.film_css,
            PackageResources.tables_css, PackageResources.scrolling_css, PackageResources.provenance_css,
            PackageResources.cover_css,
            PackageResources.print_css,
        ]
    }
}
