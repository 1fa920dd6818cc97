import BuildKit
import BuildRequests

/// The daemon that builds, and the image of the job, with every default filled in.
struct BuilderPlan: Equatable, Sendable {
    /// How the job comes by the daemon.
    enum Connection: Equatable, Sendable {
        /// It starts one itself.
        case daemonless
        /// One runs beside it.
        case service
        /// One runs elsewhere, at an address.
        case address(VariableText)
        /// One runs in a pod that `kubectl` reaches.
        case pod(KubernetesPlan)
    }

    let connection: Connection
    let jobImage: String
    let isPrivileged: Bool
    let daemonFlags: [String]
    /// Nil for a daemon behind plain TCP, and where none is behind TCP.
    let tls: TLSPlan?
    /// In seconds.
    let readyTimeout: Int
    /// The cluster's context to choose, where `kubectl` is used.
    let kubeContext: String?

    /// The image that holds the daemon of service mode.
    var daemonImage: String { Self.publicImage(privileged: isPrivileged) }

    /// The image that works with what is public today.
    static func publicImage(privileged: Bool) -> String {
        privileged ? BuilderImage.privileged : BuilderImage.rootless
    }

    /// Whether the daemon is ours to configure.
    var ownsDaemon: Bool { connection == .daemonless || connection == .service }

    init(
        _ settings: BuilderSettings, mode: BuildRequest.Mode, runner: BuildRequest.Runner, _ problems: inout ProblemList
    ) {
        isPrivileged = settings.privileged ?? false
        daemonFlags = settings.daemonFlags ?? []
        kubeContext = settings.kubeContext
        let timeout = settings.readyTimeout ?? BuilderSettings.standardReadyTimeout
        if let span = TimeSpan(timeout), span.duration >= .seconds(1) {
            readyTimeout = Int(span.duration.components.seconds)
        } else {
            problems.report(
                "builder.ready-timeout", "\"\(timeout)\" is not a time of a second or more; write it as 90s or 2m")
            readyTimeout = 0
        }

        switch mode {
        case .daemonless: connection = .daemonless
        case .service: connection = .service
        case .remote: connection = .address(Self.address(settings.address, &problems))
        case .kubernetes: connection = KubernetesPlan.connection(settings, &problems)
        }
        if case .address = connection {
            tls = TLSPlan(settings, &problems)
        } else {
            tls = nil
        }
        jobImage = Self.jobImage(settings, connection, runner, &problems)
        Self.checkStray(settings, mode, connection, &problems)
        for (index, flag) in daemonFlags.enumerated() {
            Self.checkFlag(flag, "builder.daemon-flags[\(index)]", &problems)
        }
    }

    private static func address(_ text: String?, _ problems: inout ProblemList) -> VariableText {
        guard let text else {
            problems.report("builder.address", "mode remote needs the address of the builder; write tcp://host:port")
            return VariableText("")
        }
        let variable = VariableText(text)
        // An address that is one variable is only known in the job.
        if variable.segments.count == 1, !variable.variables.isEmpty { return variable }
        do throws(BuilderAddress.Malformed) {
            let address = try BuilderAddress(variable.expanded { $0.hasSuffix("PORT") ? "1234" : "builder" })
            if case .tcp = address { return variable }
            problems.report(
                "builder.address", "\"\(text)\" is not reached by TCP; write tcp://host:port, or use another mode")
        } catch {
            problems.report("builder.address", error.description)
        }
        return variable
    }

    private static func jobImage(
        _ settings: BuilderSettings, _ connection: Connection, _ runner: BuildRequest.Runner,
        _ problems: inout ProblemList
    ) -> String {
        let base = publicImage(privileged: settings.privileged ?? false)
        if let image = settings.image {
            _ = problems.reference(image, "builder.image")
            return image
        }
        if case .pod = connection {
            let runnerLine = runner == .buildkitRun ? " and \"COPY buildkit-run /usr/bin/\"" : ""
            problems.report(
                "builder.image",
                "kubectl is in no moby/buildkit image; build one \"FROM \(base)\" with \"COPY kubectl /usr/bin/\"\(runnerLine) and name it here, or reach the builder by service/NAME"
            )
        } else if runner == .buildkitRun {
            problems.report(
                "builder.image",
                "no public image holds buildkit-run; build one \"FROM \(base)\""
                    + " with \"COPY buildkit-run /usr/bin/\" and name it here, or use --runner stock")
        }
        return base
    }

    /// Settings that mean nothing in the mode: they would be lost in silence.
    private static func checkStray(
        _ settings: BuilderSettings, _ mode: BuildRequest.Mode, _ connection: Connection, _ problems: inout ProblemList
    ) {
        func refuse(_ key: String, _ isSet: Bool, _ needed: String, _ problems: inout ProblemList) {
            if isSet { problems.report("builder.\(key)", "mode \(mode.rawValue) does not use it; \(needed)") }
        }
        if mode != .remote {
            refuse("address", settings.address != nil, "leave it out, or choose mode remote", &problems)
        }
        if mode == .remote || mode == .kubernetes {
            let elsewhere = "leave it out and configure the daemon where it runs"
            refuse("privileged", settings.privileged == true, elsewhere, &problems)
            refuse("daemon-flags", settings.daemonFlags != nil, elsewhere, &problems)
        }
        if mode == .daemonless {
            refuse(
                "ready-timeout", settings.readyTimeout != nil,
                "leave it out, or set BUILDCTL_CONNECT_RETRIES_MAX or BUILDKIT_RUN_READY_TIMEOUT in the job", &problems)
        }
        if case .address = connection {
        } else {
            let tcp = "only a builder behind TCP has it; leave it out"
            refuse("tls", settings.tls != nil, tcp, &problems)
            refuse("tls-ca", settings.tlsCA != nil, tcp, &problems)
            refuse("tls-cert", settings.tlsCertificate != nil, tcp, &problems)
            refuse("tls-key", settings.tlsKey != nil, tcp, &problems)
            refuse("tls-server-name", settings.tlsServerName != nil, tcp, &problems)
        }
        guard mode != .kubernetes else { return }
        let kubernetes = "leave it out, or choose mode kubernetes"
        refuse("workload", settings.workload != nil, kubernetes, &problems)
        refuse("replicas", settings.replicas != nil, kubernetes, &problems)
        refuse("port", settings.port != nil, kubernetes, &problems)
        refuse("namespace", settings.namespace != nil, kubernetes, &problems)
        refuse("kube-context", settings.kubeContext != nil, kubernetes, &problems)
        refuse("container", settings.container != nil, kubernetes, &problems)
    }

    /// Flags travel in a variable that the stock script splits at blanks.
    private static func checkFlag(_ flag: String, _ path: String, _ problems: inout ProblemList) {
        if !flag.hasPrefix("-") {
            problems.report(path, "\"\(flag)\" is not a flag; write --name=value")
        } else if flag.contains(where: { $0.isWhitespace || "\"'\\*?[".contains($0) }) {
            problems.report(
                path,
                "\"\(flag)\" holds a blank, a quote or a wildcard, which the stock script would break; write --name=value"
            )
        } else if flag.hasPrefix("--addr") || flag.hasPrefix("--config") {
            problems.report(path, "\"\(flag)\" is set by the job itself; leave it out")
        }
    }
}
