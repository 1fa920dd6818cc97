import BuildKit

/// Finds programs as a shell does.
struct ProgramSearch {
    enum Result: Equatable {
        case found(String)
        /// It is there, and may not be executed.
        case notExecutable(String)
        case notFound
    }

    let machine: Machine
    let path: [String]

    init(machine: Machine, environment: [String: String]) {
        self.machine = machine
        // The default is that of execvp(3) without the current directory.
        path = (environment["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .split(separator: ":", omittingEmptySubsequences: false).map { $0.isEmpty ? "." : String($0) }
    }

    func find(_ name: String) -> Result {
        var present: String?
        for candidate in name.contains("/") ? [name] : path.map({ "\($0)/\(name)" }) {
            if machine.isExecutableFile(candidate) { return .found(candidate) }
            if machine.fileExists(candidate) { present = present ?? candidate }
        }
        return present.map { .notExecutable($0) } ?? .notFound
    }

    /// The words of a variable that names a program, such as `ROOTLESSKIT="rootlesskit --net=host"`.
    ///
    /// - Throws: for an unclosed quote.
    func words(of variable: RunnerVariable, in environment: [String: String], default name: String) throws(PlanError)
        -> [String]
    {
        guard let text = environment[variable.rawValue], !text.isEmpty else { return [name] }
        // A path with a space in it is more likely than a directory that has the name of a command and its option.
        if text.contains("/"), machine.isExecutableFile(text) { return [text] }
        do {
            let words = try ShellWords.split(text)
            return words.isEmpty ? [name] : words
        } catch {
            throw PlanError(code: .configuration, message: "\(variable.rawValue) \(error.description): \(text)")
        }
    }
}
