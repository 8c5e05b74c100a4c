import Figures
import Foundation
import Images
import Testing

@Test func preview() throws {
    guard let folder = ProcessInfo.processInfo.environment["PREVIEW"] else { return }
    for (name, figure) in Samples.all {
        let start = Date()
        for theme in [Theme.light, .dark] {
            let bitmap = render(figure, theme: theme)
            try bitmap.write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(theme.name).png"))
        }
        print(name, figure.size, Date().timeIntervalSince(start), figure.summary)
    }
}
