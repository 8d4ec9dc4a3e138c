// One word for the library: the model, the studies that are made with it, and their statistics.
@_exported public import SimModel
@_exported public import SimStatistics
@_exported public import SimStudy
