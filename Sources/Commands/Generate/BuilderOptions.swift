import ArgumentParser
import BuildRequests

/// The daemon that builds, and the image of the job.
struct BuilderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who starts the daemon or waits for it. (default: stock)", valueName: "runner"))
    var runner: BuildRequest.Runner?
    @Option(help: ArgumentHelp("The image that the job runs in.", valueName: "ref")) var image: String?
    @Flag(inversion: .prefixedNo, help: "Run the daemon as root in a privileged container.") var privileged: Bool?
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A further flag of buildkitd.", valueName: "flag"))
    var daemonFlag: [String] = []
    @Option(help: ArgumentHelp("remote: the address of the builder.", valueName: "tcp://host:port")) var address:
        String?
    @Option(help: ArgumentHelp("Mutual TLS with a builder behind TCP, or none. (default: mutual)", valueName: "tls"))
    var tls: BuilderSettings.TLS?
    @Option(help: ArgumentHelp("The builder's authority. (default: $BUILDKIT_TLS_CA)", valueName: "file"))
    var tlsCa: String?
    @Option(help: ArgumentHelp("The client's certificate. (default: $BUILDKIT_TLS_CERT)", valueName: "file"))
    var tlsCert: String?
    @Option(help: ArgumentHelp("The client's key. (default: $BUILDKIT_TLS_KEY)", valueName: "file")) var tlsKey: String?
    @Option(help: ArgumentHelp("The name in the builder's certificate.", valueName: "name")) var tlsServerName: String?
    @Option(help: ArgumentHelp("How long the builder may take to answer. (default: 120s)", valueName: "time"))
    var readyTimeout: String?
    @Option(
        help: ArgumentHelp(
            "kubernetes: pod/NAME, statefulset/NAME, deployment/NAME or service/NAME. (default: statefulset/buildkitd)",
            valueName: "kind/name"))
    var workload: String?
    @Option(help: ArgumentHelp("kubernetes: the pods of the StatefulSet. (default: 1)", valueName: "count"))
    var replicas: Int?
    @Option(help: ArgumentHelp("kubernetes: the port of the service. (default: 1234)", valueName: "port")) var port:
        Int?
    @Option(help: ArgumentHelp("kubernetes: the namespace of the builder.", valueName: "name")) var namespace: String?
    @Option(
        help: ArgumentHelp("kubernetes: the context of the GitLab agent.", valueName: "path/of/project:agent"))
    var kubeContext: String?
    @Option(help: ArgumentHelp("kubernetes: the container in which buildkitd runs.", valueName: "name"))
    var container: String?

    var settings: BuilderSettings {
        var settings = BuilderSettings()
        settings.image = image
        settings.privileged = privileged
        settings.daemonFlags = daemonFlag.given
        settings.address = address
        settings.tls = tls
        settings.tlsCA = tlsCa
        settings.tlsCertificate = tlsCert
        settings.tlsKey = tlsKey
        settings.tlsServerName = tlsServerName
        settings.readyTimeout = readyTimeout
        settings.workload = workload
        settings.replicas = replicas
        settings.port = port
        settings.namespace = namespace
        settings.kubeContext = kubeContext
        settings.container = container
        return settings
    }
}
