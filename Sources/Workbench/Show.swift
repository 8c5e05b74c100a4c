import Foundation

/// Puts a figure on the page, as a part of the running cell's output.
public func show(_ figure: any Figure) { Session.current.transcript.write(.output(.figure(draw(figure)))) }

/// Puts a table on the page.
public func show(_ table: Table) { Session.current.transcript.write(.output(.table(table))) }

/// Puts a value's description on the page. Nothing stands for `()`, and for nil.
public func show<Value>(_ value: Value) {
    switch value {
    case is Void: return
    case let figure as any Figure: show(figure)
    case let table as Table: show(table)
    case let parts as [any Figure]: for part in parts { show(part) }
    case let optional as any OptionalValue: if let wrapped = optional.wrapped { show(wrapped) }
    default: Session.current.transcript.write(.output(.text(String(describing: value))))
    }
}

/// Shows the value of a cell's last expression.
public func _showValue<Value>(_ value: Value) { show(value) }

/// Draws a figure in both colour schemes into the run's folder.
private func draw(_ figure: any Figure) -> FigureFiles {
    let session = Session.current
    let name = session.nextFigureName()
    let scale = 2
    func write(_ theme: Theme, _ file: String) {
        let place = URL(fileURLWithPath: session.request.figureFolder).appendingPathComponent(file)
        do {
            try render(figure, theme: theme, scale: scale).quantised().write(to: place)
        } catch {
            fatalError("the figure \(place.path) cannot be written: \(error)")
        }
    }
    let files = (light: "\(name)-light.png", dark: "\(name)-dark.png")
    sharedLoop(2) { $0 == 0 ? write(.light, files.light) : write(.dark, files.dark) }
    return FigureFiles(
        light: files.light, dark: files.dark,
        width: Int(figure.size.width), height: Int(figure.size.height), scale: scale, summary: figure.summary)
}

private protocol OptionalValue {
    var wrapped: Any? { get }
}

extension Optional: OptionalValue {
    var wrapped: Any? { map { $0 as Any } }
}
