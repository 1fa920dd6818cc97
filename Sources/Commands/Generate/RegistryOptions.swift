import ArgumentParser
import BuildRequests

/// The registries that the build talks to, and the way there.
struct RegistryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Where to log in: gitlab, dependency-proxy, or a host with the names of two variables. \
            (default: gitlab, where it is used)
            """, valueName: "gitlab|dependency-proxy|host=host,username=variable,password=variable"))
    var registry: [RegistryLogin] = []
    @Option(help: ArgumentHelp("A mirror of a registry such as docker.io.", valueName: "registry=host"))
    var mirror: [NamedOption] = []
    @Option(help: ArgumentHelp("A registry that is spoken to without TLS.", valueName: "host"))
    var httpRegistry: [String] = []
    @Option(
        help: ArgumentHelp("Certificate authorities of registries, in a File-type variable.", valueName: "$variable"))
    var ca: String?
    @Option(help: ArgumentHelp("The proxy for http.", valueName: "url")) var httpProxy: String?
    @Option(help: ArgumentHelp("The proxy for https.", valueName: "url")) var httpsProxy: String?
    @Option(help: ArgumentHelp("Hosts that are reached without proxy.", valueName: "list")) var noProxy: String?

    var settings: RegistrySettings {
        var settings = RegistrySettings()
        settings.logins = registry.given
        settings.mirrors = mirror.lists
        settings.plainHTTP = httpRegistry.given
        settings.certificateAuthority = ca
        settings.httpProxy = httpProxy
        settings.httpsProxy = httpsProxy
        settings.noProxy = noProxy
        return settings
    }
}
