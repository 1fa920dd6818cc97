import BuildKit
import LinuxProcess

/// Who follows the builds of a run.
enum BuildObservers {
    static func make(
        for builds: [ImageBuild], options: ReportOptions, environment: [String: String], speaker: Speaker
    ) -> [any BuildObserver] {
        guard let display = builds.first?.display else { return [] }
        let detail: BuildReporter.Detail =
            switch display {
            case .lines: .all
            case .terminal, .quiet: .failures
            case .json: .nothing
            }
        let secrets = builds.flatMap { BuildSecrets.values(in: $0.call.arguments, environment: environment) }
        return [
            BuildReporter(
                builds.map(\.observed), detail: detail, options: options, environment: environment,
                mask: SecretMask(environment: environment, secrets: secrets), print: writeToStandardError,
                say: { speaker.say($0) })
        ]
    }
}
