import Tangling

extension SourceColumns {
    package func inCharacters(_ failure: RunFailure) -> RunFailure {
        RunFailure(kind: failure.kind, cell: failure.cell, diagnostics: failure.diagnostics.map(inCharacters))
    }
}
