import Diagnostics
import GitLabCI
import Linting
import Synchronization

/// The rules as each project configures them; those of one project are set up once.
final class RuleChecks: Sendable {
    private let selection: RuleSelection
    private let made = Mutex<[[UInt8]: Result<Configured, CommandFailure>]>([:])

    /// The rules of a project, and what its configuration says beyond them.
    struct Configured: Sendable {
        let check: Linting.RuleCheck
        let configuration: LintConfiguration
    }

    static let ids = Set(AllRules.all.map { type(of: $0).about.id })

    static func suggestion(for id: String) -> String? { Suggestion.nearest(to: id, among: ids.sorted()) }

    init(_ selection: RuleSelection) { self.selection = selection }

    /// - Throws: when the configuration of the project is wrong.
    func configured(for project: any ProjectFiles) throws(CommandFailure) -> Configured {
        let name = LintConfiguration.fileName
        let bytes = project.contents(of: name) ?? []
        let result = made.withLock { made in
            if let known = made[bytes] { return known }
            let result = configured(bytes, project.shownName(of: name))
            made[bytes] = result
            return result
        }
        return try result.get()
    }

    private func configured(_ bytes: [UInt8], _ name: String) -> Result<Configured, CommandFailure> {
        do throws(LintConfiguration.Problem) {
            let configuration =
                bytes.isEmpty
                ? LintConfiguration()
                : try LintConfiguration(SourceFile(name: name, bytes: bytes), rules: Self.ids.sorted())
            var selection = selection
            selection.disabled.formUnion(configuration.disabled.subtracting(selection.rules))
            selection.severities.merge(configuration.severities) { command, _ in command }
            return .success(Configured(check: Linting.RuleCheck(selection: selection), configuration: configuration))
        } catch {
            return .failure(CommandFailure(error.description))
        }
    }
}
