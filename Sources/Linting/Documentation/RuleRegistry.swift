/// The source text of `Generated/AllRules.swift`, made of the names of the files below `Rules`.
package enum RuleRegistry {
    /// - Parameter paths: of the files, relative to `Rules`: `WillFail/UnknownBuildctlFlag.swift`.
    package static func text(of paths: [String]) -> String {
        let names = paths.filter { $0.hasSuffix(".swift") }.compactMap { path -> (folder: Int, name: String)? in
            let parts = path.dropLast(6).split(separator: "/")
            guard parts.count == 2, let name = parts.last, !name.contains("+"),
                let folder = RuleCategory.allCases.firstIndex(where: { $0.folder == parts[0] })
            else { return nil }
            return (folder, String(name))
        }.sorted { ($0.folder, $0.name) < ($1.folder, $1.name) }
        return """
            // Made of the files below `Rules`; see `RuleFiles`. Do not edit.

            /// All rules, by category and name.
            package enum AllRules {
                package static let all: [any Rule] = [
            \(names.map { "        \($0.name)()," }.joined(separator: "\n"))
                ]
            }

            """
    }

    /// The source text of a new rule.
    package static func template(name: String, id: String, category: RuleCategory) -> String {
        """
        import Diagnostics
        import GitLabCI

        /// See `about`.
        package struct \(name): Rule {
            package static let about = RuleDescription(
                id: "\(id)", category: .\(category), severity: .\(category == .willFail ? "error" : "warning"),
                summary: "",
                why: \"""
                    \""",
                examples: [
                    .bad(
                        \"""
                        build:
                          script: ⟦make⟧
                        \""",
                        says: ""),
                    .good(
                        \"""
                        build:
                          script: make
                        \"""),
                ], references: ["https://docs.gitlab.com/ci/yaml/"])

            package init() {}

            package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
            }
        }

        extension RuleMessage {
            fileprivate static func message(_ text: String) -> Self { "\\(text)" }
        }

        """
    }

    /// `UnknownBuildctlFlag` for `unknown-buildctl-flag`, and the other way round.
    package static func id(ofType name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty { result += "-" }
            result += character.lowercased()
        }
        return result
    }
}
