import BuildRequests
import YAMLTree

/// Makes a component that builds an image: the generator's own jobs, with inputs in place of values.
///
/// A request with a variable for every text becomes a plan, and the plan becomes jobs; then the values that GitLab itself has
/// to know, such as the rules, are taken out of the jobs to be the defaults of inputs, and blocks are put in their place.
struct BuildComponent {
    /// A value that is taken out of the jobs.
    private struct Exchange {
        let input: String
        let path: [String]
        /// Whether only the job that joins platforms has it, or only the others.
        let isOfLastJob: Bool?
        /// Whether the value becomes the input's default.
        let givesDefault: Bool
    }

    private let name: String
    private let summary: String
    private var request = BuildRequest()
    private var image = ImageSettings()
    private var deferred = DeferredInputs()
    /// In the order in which they are shown.
    private var inputs: [ComponentInput] = []
    private var variables: [YAMLValue.Entry] = []
    private var exchanges: [Exchange] = []
    /// What jobs do before anything else besides logging in.
    private var preparation: [YAMLValue.Item] = []
    private var service: DeferredService?

    init(_ name: String, mode: BuildRequest.Mode, _ summary: String) {
        self.name = name
        self.summary = summary
        request.mode = mode
        request.registries.logins = [.gitlab]
        let jobName = JobInputs.name(otherwise: JobSettings.standardName)
        let stage = JobInputs.stage(otherwise: JobSettings.standardStage)
        inputs = [jobName, stage]
        image.job.name = jobName.block
        image.job.stage = stage.block
    }

    // MARK: Inputs

    /// Changes the request, where an input or the kind of component asks for it.
    mutating func set<Value>(_ path: WritableKeyPath<BuildRequest, Value>, to value: Value) {
        request[keyPath: path] = value
    }

    /// Changes the image of the request.
    mutating func setImage<Value>(_ path: WritableKeyPath<ImageSettings, Value>, to value: Value) {
        image[keyPath: path] = value
    }

    /// Adds an input that stands for itself in a text.
    mutating func addBlock(_ input: ComponentInput) -> String {
        inputs.append(input)
        return input.block
    }

    /// Adds an input whose value the script finds in a variable, which comes back as a request has it.
    mutating func addVariable(_ input: ComponentInput) -> String {
        inputs.append(input)
        variables.append(input.variableEntry)
        return "$" + input.variable
    }

    /// Adds an input that stands in the jobs where the generator has a value, which becomes the default.
    ///
    /// - Parameters:
    ///   - path: keys, and indices of lists.
    ///   - givesDefault: false where the input has a default of its own, or none.
    mutating func addExchange(
        _ input: ComponentInput, _ path: String..., ofLastJob isOfLastJob: Bool? = nil, givesDefault: Bool = true
    ) {
        inputs.append(input)
        exchanges.append(
            Exchange(input: input.name, path: path, isOfLastJob: isOfLastJob, givesDefault: givesDefault))
    }

    /// Where and when the job runs.
    ///
    /// - Parameter mergeRules: the input for the rules of the last of several jobs.
    mutating func addJobInputs(withMergeRules mergeRules: ComponentInput? = nil) {
        image.job.runnerTags = [addBlock(JobInputs.runnerTags)]
        addExchange(JobInputs.rules, "rules", ofLastJob: mergeRules.map { _ in false })
        if let mergeRules { addExchange(mergeRules, "rules", ofLastJob: true) }
        addExchange(RequestInputs.retry, "retry", "max")
        image.job.timeout = JobInputs.standardTimeout
        addExchange(JobInputs.timeout, "timeout")
    }

    /// What is built, and where it goes.
    mutating func addBuildInputs() {
        image.naming.names = [addVariable(RequestInputs.name)]
        _ = addVariable(RequestInputs.tags)
        image.inputs.context = addVariable(RequestInputs.context)
        image.inputs.dockerfile = addVariable(RequestInputs.dockerfile)
        add(RequestInputs.target, .text, "--opt", "target=")
        add(RequestInputs.buildArguments, .list, "--opt", "build-arg:")
        add(RequestInputs.labels, .list, "--opt", "label:")
        add(RequestInputs.secrets, .list, "--secret")
        add(RequestInputs.httpProxy, .text, "--opt", "build-arg:HTTP_PROXY=")
        add(RequestInputs.httpsProxy, .text, "--opt", "build-arg:HTTPS_PROXY=")
        add(RequestInputs.noProxy, .text, "--opt", "build-arg:NO_PROXY=")
        preparation.append(DeferredRegistries.proxies)
    }

    mutating func addCacheInputs() {
        _ = addVariable(RequestInputs.cache)
        deferred.cache = RequestInputs.cache.variable
        image.cache.reference = addVariable(RequestInputs.cacheRepository)
        _ = addVariable(RequestInputs.cacheScope)
        deferred.cacheScope = RequestInputs.cacheScope.variable
    }

    /// What the daemon knows of registries, where it runs in the job's own container.
    mutating func addDaemonInputs() {
        _ = addVariable(RequestInputs.mirrors)
        _ = addVariable(RequestInputs.certificateAuthority)
        preparation += [
            DeferredRegistries.certificateAuthority(RequestInputs.certificateAuthority.variable),
            DeferredRegistries.mirrors(RequestInputs.mirrors.variable),
        ]
    }

    /// What the daemon knows, where it runs in a service beside the job.
    mutating func addServiceInputs(flags: ComponentInput) {
        _ = addVariable(flags)
        _ = addVariable(RequestInputs.mirrors)
        _ = addVariable(RequestInputs.certificateAuthority)
        let authority = RequestInputs.certificateAuthority.variable
        preparation.append(DeferredRegistries.certificateAuthority(authority))
        service = DeferredService(
            flags: flags.variable, mirrors: RequestInputs.mirrors.variable, certificateAuthority: authority)
    }

    /// What only a job that makes the whole image by itself can leave open.
    mutating func addOutputInputs() {
        _ = addVariable(RequestInputs.push)
        deferred.push = RequestInputs.push.variable
        add(RequestInputs.platforms, .text, "--opt", "platform=")
        add(RequestInputs.provenance, .unless(BuildInputs.Provenance.none.rawValue), "--opt", "attest:provenance=mode=")
        add(RequestInputs.sbom, .flag, "--opt", "attest:sbom=")
    }

    private mutating func add(
        _ input: ComponentInput, _ form: DeferredArgument.Form, _ option: String, _ prefix: String = ""
    ) {
        _ = addVariable(input)
        deferred.arguments.append(DeferredArgument(input.variable, form, option, prefix))
    }

    // MARK: Making

    /// - Throws: when the request is none that the generator takes, which is our fault.
    func component() throws(RequestProblems) -> Component {
        var request = request
        request.images = [image]
        var plan = try Plan(request)
        plan.deferredService = service
        for index in plan.images.indices {
            plan.images[index].deferred = deferred
            plan.images[index].tags = .listed(variable: RequestInputs.tags.variable)
        }
        var jobs = plan.images.flatMap { BuildJob.jobs(for: $0, in: plan) }
        var inputs = inputs
        for index in jobs.indices {
            addVariables(to: &jobs[index])
            addPreparation(to: &jobs[index])
            let isLast = index == jobs.count - 1
            for exchange in exchanges where exchange.isOfLastJob.map({ $0 == isLast }) ?? true {
                let block = YAMLValue.scalar("$[[ inputs.\(exchange.input) ]]")
                let path = exchange.path[...]
                guard let old = YAMLPath.exchange(path, for: block, in: &jobs[index].entries),
                    exchange.givesDefault, let input = inputs.firstIndex(where: { $0.name == exchange.input })
                else { continue }
                inputs[input].fallback = inputs[input].fallback ?? old
            }
        }
        return Component(
            name: name, summary: summary, inputs: inputs,
            content: jobs.map { .init($0.name, .mapping($0.entries)) })
    }

    /// Puts the variables behind those that the job has already.
    private func addVariables(to job: inout Job) {
        let key = "variables"
        if let index = job.entries.firstIndex(where: { $0.key == key }) {
            guard case .mapping(let entries) = job.entries[index].value else { return }
            job.entries[index] = .init(key, .mapping(entries + variables), comment: job.entries[index].comment)
        } else {
            let index = job.entries.firstIndex { ["retry", "before_script", "script"].contains($0.key) }
            job.entries.insert(.init(key, .mapping(variables)), at: index ?? job.entries.endIndex)
        }
    }

    /// Puts the commands behind those of `before_script` that the job has already.
    private func addPreparation(to job: inout Job) {
        guard let index = job.entries.firstIndex(where: { $0.key == "before_script" }),
            case .sequence(let items) = job.entries[index].value
        else { return }
        job.entries[index] = .init(
            "before_script", .sequence(items + preparation), comment: job.entries[index].comment)
    }
}
