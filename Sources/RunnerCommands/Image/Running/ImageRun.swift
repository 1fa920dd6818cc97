import BuildKit
import Glibc
import LinuxProcess

/// Plans and carries out the builds of one call of `image`.
struct ImageRun {
    private let options: ImageOptions
    private var settings: RunSettings
    private let retries: RetryPolicy
    private let requests: [ImageRequest]
    private let credentials: JobCredentials
    private let environment: [String: String]
    /// What the daemon and the client get beside it.
    private let authority: [String: String]
    private let machine: Machine

    /// - Throws: `PlanError` for whatever would make the run fail anyway.
    init(_ line: ImageCommandLine, environment: [String: String], machine: Machine) throws(PlanError) {
        options = line.options
        self.environment = environment
        self.machine = machine
        authority = ServerAuthority.variables(for: environment, on: machine)
        settings = try RunSettings(line.options.runner, environment: environment)
        retries = try RetryPolicy(line.options, environment: environment)
        let asked = try ImageRequests(line, environment: environment, machine: machine) { () throws(PlanError) in
            try JobMetadata.context(environment: environment)
        }
        requests = asked.images
        // Docker's --quiet is about all that is said.
        if requests.allSatisfy({ $0.docker.isOn(.quiet) }) { settings.quiet = true }
        credentials = try JobCredentials(environment: environment, machine: machine, logins: asked.logins)
    }

    /// - Returns: the code to exit with.
    func carryOut(_ speaker: Speaker) throws(PlanError) -> Int32 {
        let parent = try RunDirectoryChoice(environment: environment, machine: machine).parent()
        if settings.explain {
            let directory = "\(parent)/\(RunDirectoryChoice.prefix)XXXXXX"
            writeAll(try explanation(workDirectory: directory, mask: speaker.mask).utf8, to: 1)
            return 0
        }
        StopSignals.hold()
        let workDirectory: String
        var privateConfiguration: PrivateConfiguration?
        do throws(SystemError) {
            workDirectory = try FileTree.makePrivateDirectory(in: parent, prefix: RunDirectoryChoice.prefix)
        } catch {
            throw PlanError(code: .configuration, message: "\(error); set TMPDIR to a directory that can be written to")
        }
        defer { FileTree.remove(workDirectory) }
        do throws(SystemError) {
            privateConfiguration = try credentials.privateFile.map { file throws(SystemError) in
                try PrivateConfiguration(file, in: workDirectory)
            }
        } catch {
            throw PlanError(code: .configuration, message: "\(error); set TMPDIR to a directory that can be written to")
        }
        let builds = try plan(workDirectory: workDirectory)
        if !settings.quiet { for note in credentials.notes + builds.flatMap(\.notes) { speaker.say(note) } }
        for report in options.reports.files { try report.file.prepare() }
        for build in builds { try build.results.prepare() }
        let observers = BuildObservers.make(
            for: builds, options: options.reports, environment: environment, speaker: speaker)
        let follower = BuildFollower(builds, retries: retries, observers: observers, say: { speaker.say($0) })
        defer { follower.finish() }
        let changes = credentials.environmentChanges(privateDirectory: privateConfiguration?.directory)
        return try Execution(
            plan: try runPlan(builds, changing: changes), environment: environment.merging(authority) { $1 },
            follower: follower
        ).run()
    }

    // MARK: Planning

    private func plan(workDirectory: String) throws(PlanError) -> [ImageBuild] {
        let planner = ImagePlanner(
            environment: environment, proxies: credentials.plan.file.proxyArguments,
            context: options.noMeta ? nil : try JobMetadata.context(environment: environment),
            workDirectory: workDirectory, isTerminal: isatty(2) == 1 && requests.count == 1, isQuiet: settings.quiet)
        var builds: [ImageBuild] = []
        for (index, request) in requests.enumerated() { builds.append(try planner.plan(request, index: index)) }
        return builds
    }

    private func runPlan(_ builds: [ImageBuild], changing changes: [String: String?]) throws(PlanError) -> RunPlan {
        let calls = BuildFollower.calls(of: builds).map { call in
            var call = call
            call.environment = changes.merging(call.environment) { $1 }
            return call
        }
        return try Planner(settings: settings, environment: environment, machine: machine).plan(.builds(calls))
    }

    /// What would be done, without secrets.
    private func explanation(workDirectory: String, mask: SecretMask) throws(PlanError) -> String {
        let builds = try plan(workDirectory: workDirectory)
        var further: [(String, String)] = []
        for build in builds {
            further.append(("image", build.observed.name))
            further += build.facts.map { ($0.name, $0.value) }
            further += build.notes.map { ("note", $0) }
        }
        further += credentials.facts(privateDirectory: "\(workDirectory)/\(RunDirectoryChoice.prefix)XXXXXX")
        further += credentials.notes.map { ("note", $0) }
        for (name, file) in authority {
            further.append(("authority", "\(name)=\(file), of \(ServerAuthority.jobVariable)"))
        }
        further.append(("retries", "\(retries.retries), the first after at most \(TimeSpan(retries.delay))"))
        return Explanation(plan: try runPlan(builds, changing: [:]), mask: mask, further: further).text
    }
}
