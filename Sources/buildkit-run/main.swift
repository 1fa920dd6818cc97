import RunnerCommands

Program.run()
