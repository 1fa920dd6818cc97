/// The files of the repository that are made of the rules.
package enum RuleFiles {
    /// The folder of the rules' sources.
    package static let sources = "Sources/Linting/Rules"
    /// The folder of their pages.
    package static let pages = "Sources/Linting/Documentation.docc/Rules"

    /// Paths from the root of the repository, with what should be in them.
    ///
    /// - Parameter paths: of the files below `sources`, relative to it.
    package static func all(sourcePaths paths: [String]) -> [(path: String, text: String)] {
        [
            ("Sources/Linting/Generated/AllRules.swift", RuleRegistry.text(of: paths)),
            ("Sources/Linting/Documentation.docc/Linting.md", RuleIndex.markdown()),
        ] + AllRules.all.map { ("\(pages)/\(type(of: $0).about.id).md", RulePage($0).markdown) }
    }
}
