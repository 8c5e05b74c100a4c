/// Names from outside of a chapter that stand for values and pure functions: whoever uses no others keeps no state but
/// in the chapter's own variables, and in parameters.
///
/// What is missing here costs time, as a chapter that uses it runs whole; what is here wrongly makes results stale.
package enum HarmlessNames {
    package static let all = language.union(foundation).union(engine).union(figures).union(workbench)

    private static let language: Set = [
        "Any", "AnyObject", "Array", "ArraySlice", "BinaryFloatingPoint", "BinaryInteger", "Bool", "Character",
        "ClosedRange", "Codable", "Collection", "Comparable", "CustomStringConvertible", "Dictionary", "Double",
        "Duration", "Element", "Equatable", "Error", "FixedWidthInteger", "Float", "FloatingPoint", "Hashable",
        "Identifiable", "Int", "Int16", "Int32", "Int64", "Int8", "KeyValuePairs", "MainActor", "Never", "Optional",
        "PartialRangeFrom", "Range", "RandomAccessCollection", "RandomNumberGenerator", "Result", "Self", "Sendable",
        "Sequence", "Set", "StaticString", "String", "Substring", "UInt", "UInt16", "UInt32", "UInt64", "UInt8", "Void",
        "_", "abs", "assert", "assertionFailure", "discardableResult", "dump", "escaping", "fatalError", "init",
        "inlinable", "max", "min", "precondition", "preconditionFailure", "print", "repeatElement", "self", "sequence",
        "stride", "swap", "super", "type", "zip",
    ]

    private static let foundation: Set = [
        "CGFloat", "Decimal", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign",
        "cos", "cosh", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "floor", "fma", "fmod", "hypot", "lgamma", "log",
        "log10", "log1p", "log2", "nan", "pow", "remainder", "rint", "round", "sin", "sinh", "sqrt", "tan", "tanh",
        "tgamma", "trunc",
    ]

    /// Of the modules from Tensors to Analysis.
    private static let engine: Set = [
        "Adam", "AdamW", "AnyExperiment", "AnyTrained", "Autoencoder", "AvgPool2d", "Batch", "BatchNorm1d",
        "BatchNorm2d", "Buffer", "ChannelStatistics", "Column", "ConfusionMatrix", "Conv2d", "ConvTranspose2d",
        "ConvolutionalAutoencoder", "ConvolutionalVariationalAutoencoder", "Dataset", "DenoisingAutoencoder", "Dropout",
        "ELU", "EMAVectorQuantizer", "EarlyStopping", "Embedding", "EpochReport", "EvaluationData", "Experiment",
        "FileLocation", "Flatten", "GELU", "GaussianCode", "Gradients", "Kept", "KeptValue", "Layer", "LayerNorm",
        "LeakyReLU", "Linear", "LinearProbe", "Loss", "MaxPool2d", "Measure", "ModelPath", "ModelRoot", "NamedBuffer",
        "NamedParameter", "NearestNeighbors", "NumPyArray", "NumPyProblem", "Optimizer", "OptimizerChoice",
        "OptimizerMemory", "PCA", "Pair", "Parameter", "ParameterGroup", "PerAxis", "Phase", "PictureColors",
        "PictureProblem", "RMSprop", "ROCCurve", "ReLU", "Reconstruction", "Reduction", "Reshape", "RunningPhase",
        "SGD", "SampleValues", "Samples", "Schedule", "SeededGenerator", "Separator", "Sequential", "Series", "Shape",
        "SiLU", "Sigmoid", "Snapshot", "Softmax", "Softplus", "Span", "SparseAutoencoder", "Split", "SplitProblem",
        "Step", "StridedAutoencoder", "Structure", "TableProblem", "Tanh", "Tensor", "Timeline", "Trainable", "Trained",
        "TrainingKey", "TrainingMode", "TrainingParent", "TrainingPlan", "TrainingRecord", "Upsample", "VQVAE",
        "VanillaAutoencoder", "VariationalAutoencoder", "VectorQuantizer", "avgPool2d", "batchNorm1d", "batchNorm2d",
        "binaryCrossEntropy", "buffers", "columnMedians", "concatenate", "conv2d", "convTranspose2d", "corrupted",
        "crossEntropy", "dropout", "elu", "embedding", "flushingDenormals", "gaussianDivergence",
        "gaussianNegativeLogLikelihood", "gelu", "gumbelSoftmax", "huberLoss", "layerNorm", "leakyReLU", "linear",
        "matmul", "maxPool2d", "meanAbsolute", "meanAbsoluteError", "meanSquaredError", "multinomialCrossEntropy",
        "nearestRows", "negativeLogLikelihood", "oneHot", "parameterCount", "parameters", "peakSignalToNoise",
        "placesAsRows", "principalAngles", "reconstructionError", "refuse", "relu", "rowsAsPlaces", "select", "sigmoid",
        "silhouette", "silu", "smoothL1Loss", "softplus", "sparsityDivergence", "squaredDistances", "squaredJacobian",
        "stack", "startingOrder", "tanh", "upsampleNearest", "valueAndGradients", "withTrainingMode",
    ]

    /// Of Figures and Images.
    private static let figures: Set = [
        "Annotation", "Axis", "Bars", "Bitmap", "Color", "ColorRamp", "ColorVision", "ConvolutionDiagram", "Figure",
        "FigureNumber", "Film", "Font", "Heatmap", "Histogram", "ImageGrid", "Lines", "NetworkDiagram", "NumberText",
        "PNGText", "Point", "Rect", "Scatter", "Size", "SmallMultiples", "Theme",
    ]

    /// Of Workbench and Transcript. The store gives the same training again.
    private static let workbench: Set = [
        "Table", "Trainings", "diagram", "isQuick", "openDigits", "show", "summary", "train",
    ]

    /// Names of this package that are left out on purpose: they read or write files, draw into something, or run a
    /// program's parts.
    package static let stateful: Set = [
        "Canvas", "CellOrigin", "CellOutput", "ChangeClock", "ClaimOutcome", "ClaimTerm", "ClaimTerms",
        "CodeIngredients", "CodeMap", "CodeUse", "CodeUses", "WorkStealingPool", "DataOrigin", "DataSource",
        "DataSourceError",
        "DatasetError", "DigestList", "DownloadProgress", "DrawnDigits", "ErrorText", "ExperimentRunner",
        "FigureFiles", "FileRead", "FilmFiles", "FolderSeal", "IDXFile", "ImageError", "KnownByDigest",
        "LentGenerator", "LoopSharing", "MakerCapture", "NamedNumber", "NamedSeries", "PresentValues", "RemoteFile",
        "ResolvedData", "RunEnvironment", "RunObserver", "RunRequest", "SHA256", "Sealed", "SharedLoops", "Trainer",
        "KeyInputs", "TrainingError", "TrainingProgress", "TrainingStore", "TrainingSummary",
        "TrainingVerification", "TranscriptReader", "TranscriptRecord", "TranscriptStream", "TranscriptWriter",
        "Verification", "load", "rename", "render", "save",
    ]

    /// Members that reach out of the program.
    static let harmfulMembers: Set = [
        "deallocate", "load", "removeItem", "save", "write",
    ]

    /// Members that call a closure before they return, and keep it no longer.
    static let eagerMembers: Set = [
        "allSatisfy", "compactMap", "compactMapValues", "contains", "count", "drop", "filter", "first", "firstIndex",
        "flatMap", "forEach", "last", "lastIndex", "map", "mapValues", "max", "min", "partition", "prefix", "reduce",
        "removeAll", "sort", "sorted", "split",
    ]
}
