import Foundation
import Manuscript
import Tangling
import Transcript

extension RunRequest {
    /// What a chapter's program is asked for an ordinary run.
    package init(
        _ program: ChapterProgram, toolkit: Toolkit, data: RunData, cache: BookCache, figures: URL, threads: Int,
        force: Bool
    ) {
        self.init(
            chapter: program.chapter, dataFolder: data.folder.path, dataName: data.name, dataDigest: data.digest,
            storeFolder: cache.store.path, figureFolder: figures.path, engineDigest: toolkit.engineDigest,
            declarationsDigest: program.code.declarations, threads: threads, force: force)
        isQuick = data.isQuick
        toolsDigest = toolkit.toolsDigest
        cellOrigins = program.cellOrigins
        typeDigests = program.code.types
        typesWithValues = program.code.typesWithValues
        codeUses = program.code.uses
        codeDigests = program.code.trainings.merging(["": program.code.digest]) { $1 }
    }
}
