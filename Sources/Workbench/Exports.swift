// What a chapter's cells see: this one module, imported for them.
@_exported import Analysis
@_exported import Datasets
@_exported import Figures
@_exported import Images
@_exported import Networks
@_exported import Tensors
@_exported import Training
@_exported import Transcript
