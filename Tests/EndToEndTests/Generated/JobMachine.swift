import BuildRequests
import Diagnostics
import Glibc
import LinuxProcess
import Supervision
import Testing
import YAMLTree

/// A checkout, and the machine that runs its jobs: the programs of a moby/buildkit image, and no others.
final class JobMachine {
    /// What GitLab Runner would run the script with.
    enum Shell: CaseIterable {
        /// That of Alpine, on which the image is built.
        case ash
        /// The one that GitLab Runner prefers where there is one.
        case bash
    }

    let sandbox: Sandbox
    let checkout: Context
    /// Another name of this machine, for what treats 127.0.0.1 in a way of its own.
    static let otherName = "registry.test"
    /// The names of this machine in the jobs: those of services are added by tests about them.
    var names = [otherName]
    /// The addresses of further names in the jobs.
    var addresses: [String: String] = [:]
    /// What root does in the mount namespace of a job before it: a list of commands.
    var confinement: String?
    private let programs: String
    private var runs = 0

    /// What the scripts use besides the programs of BuildKit: parts of Alpine's busybox.
    private static let applets = [
        "awk", "ash", "base64", "basename", "cat", "chmod", "cp", "cut", "date", "dirname", "env", "expr", "false",
        "grep",
        "head", "id", "kill", "ln", "ls", "mkdir", "mktemp", "mount", "mv", "paste", "printf", "rm", "sed", "sh",
        "sleep",
        "sort", "tail", "test", "timeout", "touch", "tr", "true", "uname", "wc",
    ]

    /// - Parameter dockerfile: comes behind a base that holds a busybox.
    init(in sandbox: Sandbox, dockerfile: String) throws {
        self.sandbox = sandbox
        checkout = try Context(in: sandbox, dockerfile: dockerfile)
        programs = "\(sandbox.path)/programs"
        try FileTree.makeDirectories(programs)
        for directory in [programs, checkout.path] { _ = chmod(directory, 0o755) }
        sandbox.account.own(checkout.path)
        let busybox = try Tools.require("busybox")
        for applet in Self.applets { _ = symlink(busybox, "\(programs)/\(applet)") }
        for name in [
            "buildctl", "buildctl-daemonless.sh", "buildkitd", "runc", "rootlesskit", "newuidmap", "newgidmap",
        ] {
            if let tool = Tools.find(name) { _ = symlink(tool, "\(programs)/\(name)") }
        }
        _ = symlink(try #require(Runner.current).path, "\(programs)/buildkit-run")
    }

    /// Adds a program of our own to the machine.
    func install(_ script: String, as name: String) throws {
        try Files.write(script, to: "\(programs)/\(name)", mode: 0o755)
    }

    /// Makes a program of this machine one of the job's.
    func link(_ program: String, as name: String) throws {
        guard symlink(program, "\(programs)/\(name)") == 0 else { throw SystemError("symlink \(name)") }
    }

    /// Writes the pipeline of the checkout.
    func generate(_ arguments: [String]) throws {
        let result = try toolkit(["generate"] + arguments + ["--output", "\(checkout.path)/.gitlab-ci.yml"])
        try #require(try result.wait() == .exited(0), "\(result.error)")
    }

    /// Makes a component of this repository, with these inputs in YAML, the pipeline of the checkout.
    func include(component name: String, inputs: String, file: String = #filePath) throws {
        let root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        try Files.write(inputs, to: "\(sandbox.path)/inputs.yml")
        let rendered = try toolkit(["component", "render", root, name, "--inputs", "\(sandbox.path)/inputs.yml"])
        try #require(try rendered.wait() == .exited(0), "\(rendered.error)")
        try Files.write(rendered.output, to: "\(checkout.path)/.gitlab-ci.yml")
    }

    /// Runs a job, with a daemon's state of its own unless the job uses a daemon that runs already.
    ///
    /// - Parameter variables: those that GitLab, the project and the runner set.
    func run(
        _ variables: [String: String], job: String = "build-image", shell: Shell = .ash
    ) throws -> RunningProcess {
        let script = try toolkit(["script", "\(checkout.path)/.gitlab-ci.yml", job])
        try #require(try script.wait() == .exited(0), "\(script.error)")
        runs += 1
        let file = "\(sandbox.path)/job-\(runs).sh"
        // The checkout is where a job begins.
        try Files.write("cd '\(checkout.path)'\n\(script.output)", to: file)
        let program =
            switch shell {
            case .ash: "\(programs)/ash"
            case .bash: try Tools.require("bash")
            }
        return try sandbox.start(
            [program, file], adding: try environment().merging(variables) { $1 }, within: try container())
    }

    /// Runs a job to its end, which has to be a good one.
    @discardableResult
    func succeed(
        _ variables: [String: String], job: String = "build-image", shell: Shell = .ash,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> RunningProcess {
        let run = try run(variables, job: job, shell: shell)
        try #require(try run.wait() == .exited(0), "\(run.output)\(run.error)", sourceLocation: sourceLocation)
        return run
    }

    /// Starts the service of a job, with a state of its own, as the runner would: the words of `command` are the container's
    /// command behind its entrypoint, which is the image's unless the job names one.
    ///
    /// - Parameters:
    ///   - host: where it listens in place of everywhere.
    ///   - port: takes the place of the one that the job names, which may be taken on this machine.
    ///   - project: the variables of the project, which those of the job may hold.
    func startService(
        job: String = "build-image", at host: String = "0.0.0.0", port: UInt16, project: [String: String] = [:]
    ) throws -> RunningProcess {
        let file = SourceFile(
            name: ".gitlab-ci.yml", text: try Files.read("\(checkout.path)/.gitlab-ci.yml"))
        let yaml = try YAMLParser.parseFirstDocument(of: file)
        let body = try #require(yaml.root.flatMap { yaml.value(of: job, in: $0) })
        let services = try #require(yaml.value(of: "services", in: body))
        guard case .sequence(let items) = yaml[services].content, let service = items.first else {
            throw TimedOut(description: "the job has no service")
        }
        func words(_ key: String) -> [String]? {
            guard let value = yaml.value(of: key, in: service), case .sequence(let items) = yaml[value].content else {
                return nil
            }
            return items.compactMap { if case .scalar(let text, _) = yaml[$0].content { text } else { nil } }
        }
        // The entrypoints of the two images.
        let standard = if case .root = sandbox.account { ["buildkitd"] } else { ["rootlesskit", "buildkitd"] }
        let command = (words("entrypoint") ?? standard) + (words("command") ?? [])
        runs += 1
        // A service is given the job's own variables, expanded, and none of the project's.
        let own = yaml.value(of: "variables", in: body).map { yaml.texts(of: $0) } ?? [:]
        let given = own.mapValues { VariableText($0).expanded { project[$0] ?? "" } }
        return try sandbox.start(
            ["\(programs)/env"] + command.map { $0.replacing("0.0.0.0:1234", with: "\(host):\(port)") },
            adding: try environment().merging(given) { $1 }, within: try container())
    }

    /// The variables of a pipeline for the default branch, which is protected.
    static func pipeline(_ registry: Registry, project: String = "group/app") -> [String: String] {
        [
            "CI": "true", "CI_REGISTRY": registry.host, "CI_REGISTRY_IMAGE": "\(registry.host)/\(project)",
            "CI_REGISTRY_USER": "user", "CI_REGISTRY_PASSWORD": "pass\"word' %s\\n", "CI_PROJECT_ID": "7",
            "CI_PROJECT_TITLE": "App, \"quoted\"", "CI_PROJECT_URL": "https://gitlab.example.com/group/app",
            "CI_COMMIT_SHA": "0123456789abcdef0123456789abcdef01234567", "CI_COMMIT_SHORT_SHA": "01234567",
            "CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_NAME": "main", "CI_COMMIT_REF_SLUG": "main",
            "CI_COMMIT_REF_PROTECTED": "true", "CI_DEFAULT_BRANCH": "main", "CI_PIPELINE_SOURCE": "push",
        ]
    }

    /// The same for another branch, which is not protected.
    static func branch(_ name: String, _ registry: Registry) -> [String: String] {
        pipeline(registry).merging([
            "CI_COMMIT_BRANCH": name, "CI_COMMIT_REF_NAME": name, "CI_COMMIT_REF_SLUG": name,
            "CI_COMMIT_REF_PROTECTED": "false", "CI_COMMIT_SHORT_SHA": "89abcdef",
        ]) { $1 }
    }

    /// The same for a Git tag, which is protected.
    static func tag(_ name: String, _ registry: Registry) -> [String: String] {
        var variables = pipeline(registry).merging([
            "CI_COMMIT_TAG": name, "CI_COMMIT_REF_NAME": name, "CI_COMMIT_REF_SLUG": name.replacing(".", with: "-"),
            "CI_COMMIT_SHORT_SHA": "fedcba98",
        ]) { $1 }
        variables["CI_COMMIT_BRANCH"] = nil
        return variables
    }

    private func environment() throws -> [String: String] {
        guard case .rootless = sandbox.account else { return ["PATH": programs] }
        // The state of a rootless daemon lies below the home.
        let home = "\(sandbox.home)/run-\(runs)"
        try FileTree.makeDirectories(home)
        sandbox.account.own(home)
        return ["PATH": programs, "HOME": home]
    }

    /// Gives root's daemon the socket and the state directory of the image for itself, this machine its other names, and
    /// the job what `confinement` says.
    private func container() throws -> [String] {
        let own = "\(sandbox.path)/job-\(runs)"
        var mounts: [String] = confinement.map { [$0] } ?? []
        if case .root = sandbox.account {
            try FileTree.makeDirectories("\(own)/state")
            let lines =
                ["127.0.0.1 localhost \(names.joined(separator: " "))"]
                + addresses.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            try Files.write(lines.map { "\($0)\n" }.joined(), to: "\(own)/hosts")
            mounts.append(
                """
                mkdir -p /run/buildkit /var/lib/buildkit && mount -t tmpfs tmpfs /run/buildkit \
                && mount -o bind "$0/state" /var/lib/buildkit && mount -o bind "$0/hosts" /etc/hosts
                """)
        }
        guard !mounts.isEmpty else { return [] }
        let script = (mounts + ["exec \"$@\""]).joined(separator: " && ")
        return [try Tools.require("unshare"), "--mount", try Tools.require("sh"), "-c", script, own]
    }

    /// The port of a service that the job reaches by its variable.
    static func reaching(_ port: UInt16) -> [String: String] { ["BUILDKIT_HOST": "tcp://127.0.0.1:\(port)"] }

    /// The path of `buildkit-ci`, which is built beside the tests.
    static var toolkitPath: String {
        let tests = Files.link(at: "/proc/self/exe") ?? ""
        return tests.prefix(upTo: tests.lastIndex(of: "/") ?? tests.startIndex) + "/buildkit-ci"
    }

    /// Runs `buildkit-ci`.
    func toolkit(_ arguments: [String]) throws -> RunningProcess {
        runs += 1
        return try RunningProcess(
            [Self.toolkitPath] + arguments, environment: ["PATH": Tools.path],
            outputs: "\(sandbox.path)/toolkit-\(runs)"
        )
    }
}

extension YAMLDocument {
    /// The texts of a mapping of scalars.
    fileprivate func texts(of mapping: YAMLNode.ID) -> [String: String] {
        guard case .mapping(let pairs) = self[mapping].content else { return [:] }
        return pairs.reduce(into: [:]) { texts, pair in
            if case .scalar(let key, _) = self[pair.key].content, case .scalar(let value, _) = self[pair.value].content
            {
                texts[key] = value
            }
        }
    }
}
