import TestSupport

typealias CommandRun = TestSupport.CommandRun
typealias BuiltProducts = TestSupport.BuiltProducts
