import ArgumentParser

struct BuildKitRun: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "buildkit-run", version: "0.1.0")

    init() {}
}
