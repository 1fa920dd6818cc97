import Diagnostics
import GitLabCI
import Linting
import Synchronization

/// The rules as each project configures them; those of one project are set up once.
final class RuleChecks: Sendable {
    private let selection: RuleSelection
    /// For projects without a configuration.
    private let plain: Configured
    /// By the shown name of the configuration, which one project alone has.
    private let made = Mutex<[String: Result<Configured, CommandFailure>]>([:])

    /// The rules of a project, and what its configuration says beyond them.
    struct Configured: Sendable {
        let check: Linting.RuleCheck
        let configuration: LintConfiguration
    }

    static let ids = Set(AllRules.all.map { type(of: $0).about.id })

    static func suggestion(for id: String) -> String? { Suggestion.nearest(to: id, among: ids.sorted()) }

    init(_ selection: RuleSelection) {
        self.selection = selection
        plain = Configured(check: Linting.RuleCheck(selection: selection), configuration: LintConfiguration())
    }

    /// - Throws: when the configuration of the project is wrong.
    func configured(for project: any ProjectFiles) throws(CommandFailure) -> Configured {
        let name = project.shownName(of: LintConfiguration.fileName)
        let result = made.withLock { made in
            if let known = made[name] { return known }
            let bytes = project.contents(of: LintConfiguration.fileName) ?? []
            let result = bytes.isEmpty ? .success(plain) : configured(bytes, name)
            made[name] = result
            return result
        }
        return try result.get()
    }

    private func configured(_ bytes: [UInt8], _ name: String) -> Result<Configured, CommandFailure> {
        do throws(LintConfiguration.Problem) {
            let configuration = try LintConfiguration(SourceFile(name: name, bytes: bytes), rules: Self.ids.sorted())
            var selection = selection
            selection.disabled.formUnion(configuration.disabled.subtracting(selection.rules))
            selection.severities.merge(configuration.severities) { command, _ in command }
            return .success(Configured(check: Linting.RuleCheck(selection: selection), configuration: configuration))
        } catch {
            return .failure(CommandFailure(error.description))
        }
    }
}
