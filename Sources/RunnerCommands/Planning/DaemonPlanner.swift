import BuildKit

/// Decides how the daemon of a run is started.
struct DaemonPlanner {
    let settings: RunSettings
    let environment: [String: String]
    let machine: Machine
    let programs: ProgramSearch

    func plan() throws(PlanError) -> RunPlan.OwnDaemon {
        let rootless = !machine.isRoot()
        let buildkitd = try programs.words(of: .buildkitd, in: environment, default: "buildkitd")
        let flagWords = try flagWords()
        let flags = BuildkitdFlags(flagWords)
        try checkConfig(flags)
        let daemon = try program(buildkitd, hint: "it is part of the moby/buildkit image, or set BUILDKITD")
        var command = RunPlan.Command(path: daemon, arguments: buildkitd + flagWords)
        var removal: RunPlan.Command?
        if rootless {
            let rootlesskit = try programs.words(of: .rootlesskit, in: environment, default: "rootlesskit")
            let path = try program(
                rootlesskit, hint: "without it only root can start buildkitd; use the moby/buildkit rootless image")
            command = RunPlan.Command(path: path, arguments: rootlesskit + command.arguments)
            removal = RunPlan.Command(path: path, arguments: rootlesskit + ["rm", "-rf"])
        }
        let defaults = BuildkitdDefaults(rootless: rootless, environment: environment)
        let chosen = settings.stateDirectory.map(absolute)
        let configured = (flags.value(of: "root") ?? rootInConfig(flags, defaults)).map(absolute)
        if let chosen { try checkStateDirectory(chosen) }
        let runDirectory = RunDirectoryChoice(environment: environment, machine: machine)
        let parent = try runDirectory.parent()
        return RunPlan.OwnDaemon(
            command: command, isRootless: rootless, stateDirectory: chosen ?? configured ?? defaults.stateDirectory,
            stateIsChosen: chosen != nil || configured != nil, stateNeedsFlag: chosen != nil, removal: removal,
            environment: daemonEnvironment(rootless: rootless), runtimeDirectory: runtimeDirectory(rootless: rootless),
            runDirectoryParent: parent,
            keepsTemporaryFiles: parent == runDirectory.temporaryDirectory && parent.utf8.count <= 50)
    }

    private func flagWords() throws(PlanError) -> [String] {
        let text = environment[RunnerVariable.buildkitdFlags.rawValue] ?? ""
        do { return try ShellWords.split(text) } catch {
            throw PlanError(
                code: .configuration, message: "\(RunnerVariable.buildkitdFlags.rawValue) \(error.description): \(text)"
            )
        }
    }

    private func program(_ words: [String], hint: String) throws(PlanError) -> String {
        switch programs.find(words[0]) {
        case .found(let path): return path
        case .notExecutable(let path): throw PlanError(code: .unavailable, message: "\(path) is not executable")
        case .notFound: throw PlanError(code: .unavailable, message: "\(words[0]): not found on PATH; \(hint)")
        }
    }

    /// `buildkitd` takes a configuration file that does not exist for an empty one, without a word.
    private func checkConfig(_ flags: BuildkitdFlags) throws(PlanError) {
        guard let path = flags.value(of: "config") else { return }
        let problem =
            !machine.fileExists(absolute(path))
            ? "does not exist" : machine.isDirectory(absolute(path)) ? "is a directory" : nil
        guard let problem else { return }
        throw PlanError(
            code: .configuration,
            message: "--config in BUILDKITD_FLAGS names \"\(path)\", which \(problem); buildkitd would ignore that "
                + "silently. Write the file before the build, or take the option out")
    }

    private func checkStateDirectory(_ path: String) throws(PlanError) {
        if machine.fileExists(path) && !machine.isDirectory(path) {
            throw PlanError(
                code: .configuration,
                message: "--state-dir \"\(path)\" is no directory; name one, or a path that is free")
        }
        if machine.isDirectory(path) && !machine.isWritableDirectory(path) {
            throw PlanError(
                code: .configuration,
                message: "--state-dir \"\(path)\" cannot be written to; name another, or chown it to this user")
        }
    }

    private func rootInConfig(_ flags: BuildkitdFlags, _ defaults: BuildkitdDefaults) -> String? {
        machine.contents(flags.value(of: "config").map(absolute) ?? defaults.configFile)
            .flatMap { BuildkitdDefaults.root(inConfig: $0) }
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(machine.currentDirectory())/\(path)"
    }

    private func runtimeDirectory(rootless: Bool) -> RunPlan.RuntimeDirectory {
        guard rootless else { return .notNeeded }
        guard let path = environment[RunnerVariable.xdgRuntimeDir.rawValue], path.hasPrefix("/") else {
            return .privateToRun
        }
        if machine.isWritableDirectory(path) { return .existing(path) }
        return machine.fileExists(path) ? .privateToRun : .toBeMade(path)
    }

    /// `buildkitd` takes the defaults of a rootless daemon only when `USER` is set and is not root.
    private func daemonEnvironment(rootless: Bool) -> [String: String] {
        guard rootless, ["", "root"].contains(environment["USER"] ?? "") else { return [:] }
        let name = machine.userName() ?? "user"
        return ["USER": name == "root" ? "user" : name]
    }
}
