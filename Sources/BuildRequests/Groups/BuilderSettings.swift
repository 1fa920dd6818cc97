/// The daemon that builds, and the image of the job.
package struct BuilderSettings: RequestGroup {
    package var image: String?
    package var privileged: Bool?
    package var daemonFlags: [String]?
    package var address: String?
    package var tls: TLS?
    package var tlsCA: String?
    package var tlsCertificate: String?
    package var tlsKey: String?
    package var tlsServerName: String?
    package var readyTimeout: String?
    package var workload: String?
    package var replicas: Int?
    package var port: Int?
    package var namespace: String?
    package var kubeContext: String?
    package var container: String?

    package init() {}

    package static let standardTLS = TLS.mutual
    package static let standardTLSCA = "$BUILDKIT_TLS_CA"
    package static let standardTLSCertificate = "$BUILDKIT_TLS_CERT"
    package static let standardTLSKey = "$BUILDKIT_TLS_KEY"
    package static let standardReadyTimeout = "120s"
    package static let standardWorkload = "statefulset/buildkitd"
    package static let standardReplicas = 1
    package static let standardPort = 1234

    package static let keys: [RequestKey<BuilderSettings>] = [
        RequestKey(
            "image", \.image, otherwise: "the public moby/buildkit image that we pin to", flag: "--image",
            "the image that the job runs in"),
        RequestKey(
            "privileged", \.privileged, standard: false, flag: "--privileged",
            "whether the daemon runs as root in a privileged container, rather than rootless"),
        RequestKey("daemon-flags", \.daemonFlags, flag: "--daemon-flag", "further flags of buildkitd"),
        RequestKey(
            "address", \.address, flag: "--address", "mode remote: the address of the builder, as tcp://host:port"),
        RequestKey(
            "tls", \.tls, standard: standardTLS, flag: "--tls",
            "how a builder behind TCP and its clients know each other"),
        RequestKey(
            "tls-ca", \.tlsCA, standard: standardTLSCA, flag: "--tls-ca",
            "the file with the authority of the builder's certificate, usually a File-type variable"),
        RequestKey(
            "tls-cert", \.tlsCertificate, standard: standardTLSCertificate, flag: "--tls-cert",
            "the file with the client's certificate"),
        RequestKey(
            "tls-key", \.tlsKey, standard: standardTLSKey, flag: "--tls-key", "the file with the client's key"),
        RequestKey(
            "tls-server-name", \.tlsServerName, otherwise: "the host of the address", flag: "--tls-server-name",
            "the name in the builder's certificate"),
        RequestKey(
            "ready-timeout", \.readyTimeout, standard: standardReadyTimeout, flag: "--ready-timeout",
            "how long the builder may take to answer"),
        RequestKey(
            "workload", \.workload, standard: standardWorkload, flag: "--workload",
            "mode kubernetes: pod/NAME, statefulset/NAME or deployment/NAME, reached through kubectl, or service/NAME, reached by TCP"
        ),
        RequestKey(
            "replicas", \.replicas, standard: standardReplicas, flag: "--replicas",
            "mode kubernetes: how many pods the StatefulSet has; a project keeps to one, whose cache it finds again"),
        RequestKey("port", \.port, standard: standardPort, flag: "--port", "mode kubernetes: the port of the service"),
        RequestKey(
            "namespace", \.namespace, otherwise: "that of the context", flag: "--namespace",
            "mode kubernetes: the namespace of the builder"),
        RequestKey(
            "kube-context", \.kubeContext, flag: "--kube-context",
            "mode kubernetes: the context of the GitLab agent, as path/of/project:agent"),
        RequestKey(
            "container", \.container, otherwise: "the first", flag: "--container",
            "mode kubernetes: the container of the pod in which buildkitd runs"),
    ]

    package enum TLS: String, RequestChoice {
        /// Each shows the other a certificate.
        case mutual
        /// Whoever reaches the port drives the daemon.
        case none
    }
}
