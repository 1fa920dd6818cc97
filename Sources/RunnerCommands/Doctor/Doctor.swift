import ArgumentParser
import BuildKit
import Diagnosis
import Glibc
import LinuxProcess

/// Says what stands in the way of a build, before it or after it.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Verb.doctor.rawValue,
        abstract: "Say what on this machine would stop a build, or with --log what stopped one.",
        discussion: """
            Looks at the job's user, what confines it, the state directory, the programs, and the builder that is set, and \
            names for each problem the exact lines that remove it. Exits with 0 where nothing stops a build, else with the \
            code that image would end with. With --log it explains the log of a job: it exits with 0 once it has read it.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var options: RunnerOptions

    @Option(help: "Platforms that are to be built, such as linux/amd64,linux/arm64.")
    var platform: [String] = []

    @Option(help: "How to report: text or json.")
    var format = Format.text

    @Flag(help: "Show what is well, too.")
    var all = false

    @Option(help: "A job's log to explain; - is standard input.")
    var log: String?

    func run() throws {
        let environment = Invocation.dictionary(LocalMachine.environment)
        do throws(PlanError) {
            if let log {
                let report = try LogReading(path: log).report()
                return Self.show(format == .json ? report.json : report.text)
            }
            let platforms = platform.flatMap { $0.split(separator: ",") }.map { Emulation.platform(String($0)) }
            let inspection = HostInspection(
                settings: try RunSettings(options, environment: environment), environment: environment)
            let report = HostReport(inspection.facts(platforms: platforms))
            Self.show(format == .json ? report.json : report.text(showsAll: all))
            Glibc.exit(report.outcome.exitCode)
        } catch {
            Speaker(mask: SecretMask(environment: environment)).fail(error)
        }
    }

    private static func show(_ report: String) { writeAll(report.utf8, to: 1) }
}
