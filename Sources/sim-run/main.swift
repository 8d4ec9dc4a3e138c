import SimCommands

SimRun.main()
