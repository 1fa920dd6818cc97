import ArgumentParser
import BuildKit

/// The root of `buildkit-run`: it only lists the subcommands.
struct BuildKitRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buildkit-run",
        abstract:
            "Runs one BuildKit build in a job: starts buildkitd, waits until it is ready, runs the client, leaves nothing behind.",
        discussion: """
            Called as buildctl-daemonless.sh (a symbolic link) it takes buildctl's arguments, as that script does.

            \(Reference.variables)

            \(Reference.exitCodes)
            """,
        version: ToolVersion.current,
        subcommands: [Build.self, Image.self, Exec.self, Wait.self, Login.self, Meta.self, Doctor.self])
}
