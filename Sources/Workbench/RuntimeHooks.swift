@preconcurrency import Glibc

// The calls that aebook writes between the pieces of a chapter's program. Their names begin with an underscore, so
// that a chapter's own names do not meet them.

public func _beginChapter() {
    // A trap, a kill and `_exit` lose what is still buffered, so whatever is printed leaves at once.
    setvbuf(stdout, nil, _IONBF, 0)
    Session.current.transcript.write(.environment(.current))
    let cores = Session.current.request.threads
    if cores > 1 { SharedLoops.everywhere = SpareCores(cores) }
    Session.current.files.begin()
}

public func _beginCell(_ index: Int) { Session.current.beginCell(index, isShown: true) }

/// Begins a cell of which some statements run again for what they define, and which shows nothing.
public func _passCell(_ index: Int) { Session.current.beginCell(index, isShown: false) }

public func _statement(_ line: Int) { Session.current.beginStatement(at: line) }

public func _endCell(_ index: Int) {
    fflush(stdout)
    Session.current.endCell(index)
}

public func _endChapter() {
    Session.current.endStatement()
    Session.current.transcript.write(.chapterFinished)
}

public func _inlineValue<Value>(_ index: Int, _ value: Value) {
    Session.current.endStatement()
    Session.current.transcript.write(
        .inlineValue(index: index, text: inlineText(value), isMeasured: value is Duration))
}
