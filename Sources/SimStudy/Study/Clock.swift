import Dispatch
import SimModel
import SimStatistics

/// Wall time for reports; nothing that is simulated depends on it.
package enum Clock {
  package static func seconds() -> Double {
    Double(DispatchTime.now().uptimeNanoseconds) * 1e-9
  }
}
