import Sim
import SimCommands

// A lever of one's own needs its file, its words and these lines; the rest of the program is as it is.
Levers.add(Radio.self)
SimRun.main()
