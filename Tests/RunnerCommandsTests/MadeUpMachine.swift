import ArgumentParser
import BuildKit

@testable import RunnerCommands

extension Machine {
    /// A machine that has just what a test says: nothing of the real one shows through.
    static func madeUp(
        root: Bool = true, user: String? = nil,
        programs: Set<String> = ["/usr/bin/buildctl", "/usr/bin/buildkitd", "/usr/bin/rootlesskit", "/bin/sh"],
        files: [String: String] = [:], directories: Set<String> = ["/tmp"], closed: Set<String> = [],
        sockets: Set<String> = []
    ) -> Machine {
        Machine(
            isRoot: { root }, userName: { user }, currentDirectory: { "/builds/group/project" },
            fileExists: {
                programs.contains($0) || files[$0] != nil || directories.contains($0) || closed.contains($0)
            },
            isExecutableFile: { programs.contains($0) },
            isDirectory: { directories.contains($0) || closed.contains($0) },
            isWritableDirectory: { directories.contains($0) }, contents: { files[$0] },
            listens: { sockets.contains($0) })
    }
}

/// What a call plans, as the program itself does it.
func plan(
    _ task: RunTask = .client(["build"]), _ options: [String] = [], environment: [String: String] = [:],
    on machine: Machine = .madeUp()
) throws -> RunPlan {
    var environment = environment
    if environment["PATH"] == nil { environment["PATH"] = "/usr/bin:/bin" }
    let settings = try RunSettings(try RunnerOptions.parse(options), environment: environment)
    return try Planner(settings: settings, environment: environment, machine: machine).plan(task)
}

extension RunPlan {
    /// The daemon of the run, where it has one.
    var daemon: OwnDaemon? {
        if case .own(let daemon) = builder { daemon } else { nil }
    }

    var address: String? {
        if case .existing(let address, _) = builder { address } else { nil }
    }

    var probe: Probe? {
        if case .existing(_, let probe) = builder { probe } else { nil }
    }
}
