/// What came of the check of all inputs: what a renderer is given.
package struct CheckReport: Sendable {
    /// An input that could not be checked at all.
    package struct Failure: Error, Equatable {
        /// The input as it was named.
        package let name: String
        /// The whole message, with the name in it.
        package let message: String

        package init(name: String, message: String) {
            self.name = name
            self.message = message
        }
    }

    /// The program that checked, for the formats that name it.
    package struct Tool: Sendable {
        package let name: String
        package let version: String
        /// Where people read about it.
        package let address: String

        package init(name: String, version: String, address: String) {
            self.name = name
            self.version = version
            self.address = address
        }
    }

    package var tool: Tool
    /// In the order of the command line.
    package var files: [CheckedFile]
    package var failures: [Failure]
    /// What is known of the rules that ran, for the formats that describe them.
    package var rules: [RuleMetadata] = []

    package init(tool: Tool, files: [CheckedFile], failures: [Failure] = []) {
        self.tool = tool
        self.files = files
        self.failures = failures
    }

    /// Whether nothing was left out: every input was read and every include was there.
    package var isComplete: Bool { failures.isEmpty && files.allSatisfy(\.isComplete) }

    /// The findings of all files, each once: two files can share an include, and a finding in it.
    package var findings: [Diagnostic] {
        struct Identity: Hashable {
            let path: String
            let range: Range<Int>
            let id: String
            let message: String
        }
        var seen: Set<Identity> = []
        return files.flatMap(\.findings).filter {
            let file = $0.primary.file
            return seen.insert(
                Identity(path: file.name, range: $0.primary.range, id: $0.id, message: $0.message)
            ).inserted
        }
    }
}
