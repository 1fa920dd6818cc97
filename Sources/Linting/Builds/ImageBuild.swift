package import Diagnostics

/// One build of an image, whatever command runs it: `buildctl build`, `docker build`, `docker buildx build`,
/// `buildkit-run image`, Kaniko, `buildah build`, `podman build`.
package struct ImageBuild {
    package enum Tool: String, Sendable {
        case buildctl
        case docker
        case buildx
        /// `buildkit-run image`
        case buildkitRun
        case kaniko
        case buildah
        case podman
    }

    /// A text of the command line with its place. Variables are written `${NAME}` in it.
    package struct Text {
        package let text: String
        package let span: SourceSpan
    }

    /// `NAME=value`, or `NAME` alone.
    package struct Pair {
        package let name: String
        package let value: String?
        /// The whole pair, without the flag.
        package let span: SourceSpan
    }

    /// A place where cache goes to or comes from.
    package struct Cache {
        /// `registry`, `inline`, `local`, `gha`, `s3`…; Docker's short form `ref` counts as `registry`.
        package let type: String
        package let attributes: [String: String]
        /// The value of the flag.
        package let span: SourceSpan

        package var ref: String? { attributes["ref"] }
    }

    package let tool: Tool
    package let command: LintedCommand
    package let line: CommandLine
    /// Where the files come from: a directory, or an address.
    package internal(set) var context: Text?
    /// The path of the Dockerfile from where the command runs, or its name in the context where `isInContext` says so;
    /// nil where it is the default.
    package internal(set) var dockerfile: Text?
    package internal(set) var target: Text?
    package internal(set) var buildArguments: [Pair] = []
    package internal(set) var labels: [Pair] = []
    /// The names under which the image is pushed or kept.
    package internal(set) var names: [Text] = []
    package internal(set) var platforms: Text?
    package internal(set) var cacheImports: [Cache] = []
    package internal(set) var cacheExports: [Cache] = []
    /// By the build itself, or by a command of the job for one of its names.
    package internal(set) var isPushed = false
    /// The directory of the context in the project, `""` for the whole project; nil where it is not known.
    package internal(set) var contextPath: String?
    /// The path of the Dockerfile in the project; nil where it is not known.
    package internal(set) var dockerfilePath: String?
    /// The flag that turns the cache off.
    package internal(set) var noCache: CommandLine.Flag?

    /// Whether words such as `$OPTIONS` may add anything: then nothing should be concluded from what is missing.
    package var isOpen: Bool { line.isOpen }
    /// The words that say what is built: `docker build`, `buildctl build`.
    package var span: SourceSpan { command.nameSpan }

    init(_ tool: Tool, _ line: CommandLine) {
        self.tool = tool
        self.line = line
        command = line.command
    }

    /// The builds that a command runs; none or one.
    static func all(in command: LintedCommand) -> [ImageBuild] {
        guard let line = command.line else { return [] }
        switch command.name {
        case "buildkit-run" where line.path.last == "image":
            return [docker(line, .buildkitRun)]
        case "buildctl", "buildctl-daemonless.sh", "buildkit-run":
            guard line.path.last == "build" || line.path.last == "b" else { return [] }
            return [buildctl(line)]
        case "docker":
            guard line.path.last == "build" || line.path == ["docker", "buildx", "b"] else { return [] }
            return [docker(line, line.path.contains("buildx") ? .buildx : .docker)]
        case KnownCommand.kaniko:
            return [kaniko(line)]
        case "buildah", "podman":
            guard ["build", "bud", "build-using-dockerfile"].contains(line.path.last) else { return [] }
            return [docker(line, command.name == "podman" ? .podman : .buildah)]
        default:
            return []
        }
    }

    // MARK: Reading

    func text(_ value: CommandLine.Value?) -> Text? { value.map { Text(text: $0.text, span: line.span($0)) } }

    func pair(_ value: CommandLine.Value) -> Pair { pair(value.text, line.span(value)) }

    func pair(_ text: String, _ span: SourceSpan) -> Pair {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            return Pair(name: text, value: nil, span: span)
        }
        return Pair(name: String(text[..<equals]), value: String(text[text.utf8.index(after: equals)...]), span: span)
    }

    func cache(_ value: CommandLine.Value) -> Cache {
        let list = CommandLine.attributes(of: value)
        // `--cache-from NAME`
        if list.count == 1, !value.text.contains(utf8: "=") {
            return Cache(type: "registry", attributes: ["ref": value.text], span: line.span(value))
        }
        let attributes = Dictionary(list.map { ($0.key, $0.value) }) { _, last in last }
        return Cache(type: attributes["type"] ?? "registry", attributes: attributes, span: line.span(value))
    }
}
