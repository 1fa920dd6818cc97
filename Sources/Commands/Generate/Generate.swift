import ArgumentParser
import BuildRequests
import Diagnostics
import Generation

/// `buildkit-ci generate MODE`: writes a pipeline that builds images.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write a pipeline that builds images with BuildKit and pushes them.",
        discussion: """
            Texts may use CI/CD variables; quote them for your own shell. Every option is a key of the request file too, \
            which --print-request writes; options go before the file. Options that may be repeated replace the file's \
            list, and add to its maps.
            With --runner stock the job uses what the public moby/buildkit image holds. With --runner buildkit-run it needs \
            an image that also holds buildkit-run, which --image names.
            """)

    @Argument(
        help: """
            daemonless: the daemon runs in the job; service: beside it; remote: behind TCP; kubernetes: in a cluster. \
            (default: that of the request file)
            """)
    var mode: BuildRequest.Mode?
    @OptionGroup(title: "Image") var naming: NamingOptions
    @OptionGroup(title: "Build") var inputs: BuildInputOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Job") var job: JobOptions
    @OptionGroup(title: "Builder") var builder: BuilderOptions
    @OptionGroup(title: "Registries") var registries: RegistryOptions
    @OptionGroup(title: "Input and output") var files: RequestFileOptions

    init() {}

    func run() throws {
        let source = try RequestSource(file: files.from, flags: request)
        if files.printRequest {
            try files.write(source.request.text)
            return
        }
        let plan = try source.plan()
        try files.write(plan)
    }

    /// What the options say.
    private var request: BuildRequest {
        var request = BuildRequest()
        request.mode = mode
        request.runner = builder.runner
        request.builder = builder.settings
        request.registries = registries.settings
        var image = ImageSettings()
        image.naming = naming.settings
        image.inputs = inputs.settings
        image.cache = cache.settings
        image.job = job.settings
        if image != ImageSettings() { request.images = [image] }
        return request
    }
}
