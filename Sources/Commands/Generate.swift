import ArgumentParser
import Diagnostics
import Generation
import GitLabCI

extension Request.Mode: ExpressibleByArgument {}
extension Request.Runner: ExpressibleByArgument {}

/// `buildkit-ci generate MODE`: writes a pipeline that builds one image.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write a pipeline that builds an image with BuildKit and pushes it.",
        discussion: """
            NAME, TAG, PATH and REF may use CI/CD variables; quote them for your own shell.
            With --runner stock the job uses what the public moby/buildkit image holds. With --runner buildkit-run it needs \
            an image that also holds buildkit-run, which --image names.
            """)

    @Argument(help: "daemonless: the daemon runs in the job; service: beside it.") var mode: Request.Mode
    @Option(help: ArgumentHelp("The image to push, without tag.", valueName: "name"))
    var name = Request(mode: .daemonless).name
    @Option(help: "A tag to push; may be repeated.") var tag: [String] = Request(mode: .daemonless).tags
    @Option(help: ArgumentHelp("The directory that the build sees.", valueName: "path"))
    var context = Request(mode: .daemonless).context
    @Option(help: ArgumentHelp("The Dockerfile. (default: Dockerfile in the context)", valueName: "path"))
    var dockerfile: String?
    @Option(help: ArgumentHelp("Where build cache is kept. (default: NAME:buildcache)", valueName: "ref"))
    var cache: String?
    @Flag(help: "Keep no build cache.") var noCache = false
    @Option(help: "Who starts the daemon or waits for it.") var runner = Request(mode: .daemonless).runner
    @Option(help: ArgumentHelp("The image that the job runs in.", valueName: "ref")) var image: String?
    @Flag(help: "Run the daemon as root in a privileged container.") var privileged = false
    @Option(help: "The stage of the job.") var stage = "build"
    @Option(help: ArgumentHelp("The name of the job.", valueName: "name")) var job = Request(mode: .daemonless).job
    @Option(name: .shortAndLong, help: "Write to a file, in one step, instead of standard output.") var output: String?

    init() {}

    func validate() throws {
        if cache != nil, noCache { throw ValidationError("--cache and --no-cache exclude each other") }
    }

    func run() throws {
        let plan: Plan
        do {
            plan = try Plan(request)
        } catch {
            throw CommandFailure(error.description, status: .usage)
        }
        let text = Pipeline.text(of: plan)
        let findings = PipelineCheck(SourceFile(name: output ?? "<generated>", text: text), in: MemoryProject())
            .findings
        guard findings.isEmpty else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(findings))
            throw CommandFailure(
                "the generated pipeline does not pass our own check, so it is not written; please report it")
        }
        if let output, output != "-" {
            try AtomicFile.write(text, to: output)
        } else {
            StandardStream.output.write(text)
        }
    }

    private var request: Request {
        var request = Request(mode: mode)
        request.runner = runner
        request.name = name
        request.tags = tag
        request.context = context
        request.dockerfile = dockerfile
        request.cache = noCache ? .none : cache.map { .reference($0) } ?? .besideImage
        request.jobImage = image
        request.privileged = privileged
        request.stage = stage
        request.job = job
        return request
    }
}
