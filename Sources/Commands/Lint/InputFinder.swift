import Diagnostics
import GitLabCI
import Glibc

/// Finds the files to check that a command line means, and the projects that they lie in.
struct InputFinder {
    /// In the order of the arguments, those of a directory sorted by path; a failure for an argument that means no file.
    private(set) var found: [Result<LintInput, CheckReport.Failure>] = []

    private let root: String?
    private let stdinName: String?
    /// By the directory that they are asked for, since many files share one.
    private var roots: [String: String] = [:]
    /// The real paths of directories: to find one out asks the system about every directory above it.
    private var realDirectories: [String: String?] = [:]
    private var projects: [String: ProjectDirectory] = [:]
    private var seen: Set<String> = []

    /// Directories that hold other people's projects.
    private static let foreign: Set<String> = ["node_modules", "vendor"]
    private static let depthLimit = 64

    /// - Parameters:
    ///   - root: `--root`, for all files.
    ///   - stdinName: the name of standard input.
    init(root: String? = nil, stdinName: String? = nil) {
        self.root = root
        self.stdinName = stdinName
    }

    mutating func find(_ arguments: [String]) {
        if arguments.isEmpty { addDefault() }
        for argument in arguments {
            if argument == "-" {
                addStandardInput()
            } else if FilePath.isDirectory(argument) {
                addDirectory(argument)
            } else {
                addFile(argument)
            }
        }
    }

    /// `.gitlab-ci.yml` of the project in which we are.
    private mutating func addDefault() {
        let directory = root ?? ProjectRoot.above(".")
        let name = project(directory, isAbsolute: root?.hasPrefix("/") ?? false)?.shownName(of: ".gitlab-ci.yml")
        guard let name, FilePath.exists(name) else {
            let message = "no \".gitlab-ci.yml\" in \"\(directory)\"; name the files to check"
            found.append(.failure(CheckReport.Failure(name: directory, message: message)))
            return
        }
        addFile(name)
    }

    private mutating func addFile(_ path: String) {
        // The same file can be meant by several arguments.
        guard seen.insert(real(path) ?? path).inserted else { return }
        add(source: path, name: path, in: FilePath.directory(of: path))
    }

    /// The path of a file without symbolic links; nil when there is none.
    private mutating func real(_ path: String) -> String? {
        guard let directory = realDirectory(FilePath.directory(of: path)) else { return nil }
        let joined = FilePath.join(directory, FilePath.lastPart(of: path))
        guard let isPlain = FilePath.isPlain(joined) else { return nil }
        return isPlain ? joined : FilePath.real(path)
    }

    private mutating func realDirectory(_ path: String) -> String? {
        if let known = realDirectories[path] { return known }
        let made = FilePath.real(path)
        realDirectories[path] = .some(made)
        return made
    }

    private mutating func addStandardInput() {
        guard seen.insert("-").inserted else { return }
        // A name gives the text a place, and thereby a project, whether or not there is such a file.
        add(source: "-", name: stdinName ?? "<stdin>", in: stdinName.map(FilePath.directory) ?? ".")
    }

    private mutating func add(source: String, name: String, in directory: String) {
        let start = root ?? roots[directory] ?? ProjectRoot.above(directory)
        roots[directory] = start
        guard let project = project(start, isAbsolute: name.hasPrefix("/")) else {
            // Reading the file will say what is wrong.
            found.append(.success(LintInput(source: source, name: name, path: name, project: MemoryProject())))
            return
        }
        let own = realDirectory(directory).map { FilePath.join($0, FilePath.lastPart(of: name)) }
        let path = own.flatMap { FilePath.below(project.root, $0) } ?? name
        found.append(.success(LintInput(source: source, name: name, path: path, project: project)))
    }

    private mutating func project(_ root: String, isAbsolute: Bool) -> ProjectDirectory? {
        let key = (isAbsolute ? "/" : ".") + root
        if let known = projects[key] { return known }
        let made = ProjectDirectory(root, isShownAbsolute: isAbsolute)
        projects[key] = made
        return made
    }

    private mutating func fail(_ directory: String, _ reason: String) {
        let message = "cannot read \"\(directory)\": \(reason)"
        found.append(.failure(CheckReport.Failure(name: directory, message: message)))
    }

    /// All `.gitlab-ci.yml` at any depth, and what is below `templates` at the root of the project.
    private mutating func addDirectory(_ directory: String) {
        var paths: [String] = []
        let before = found.count
        let start = FilePath.real(root ?? ProjectRoot.above(directory))
        let own = FilePath.real(directory)
        let inner = start.flatMap { start in own.flatMap { FilePath.below(start, $0) } }
        let isTemplates = inner?.split(separator: "/").first == "templates"
        list(directory, isRoot: start == own, isTemplates: isTemplates, depth: 0, into: &paths)
        if paths.isEmpty, found.count == before {
            let message =
                "no pipeline in \"\(directory)\": it holds no \".gitlab-ci.yml\" and no \".yml\" below \"templates\""
            found.append(.failure(CheckReport.Failure(name: directory, message: message)))
        }
        for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { addFile(path) }
    }

    private mutating func list(
        _ directory: String, isRoot: Bool, isTemplates: Bool, depth: Int, into paths: inout [String]
    ) {
        guard depth < Self.depthLimit else { return fail(directory, "it is nested too deep") }
        guard let entries = DirectoryListing.entries(of: directory) else {
            return fail(directory, String(cString: strerror(errno)))
        }
        for entry in entries {
            let path = FilePath.join(directory, entry.name)
            if entry.isDirectory {
                guard !entry.name.hasPrefix("."), !Self.foreign.contains(entry.name) else { continue }
                let isTemplates = isTemplates || (isRoot && entry.name == "templates")
                list(path, isRoot: false, isTemplates: isTemplates, depth: depth + 1, into: &paths)
            } else if entry.name == ".gitlab-ci.yml" || (isTemplates && entry.name.hasSuffix(".yml")) {
                paths.append(path)
            }
        }
    }
}
