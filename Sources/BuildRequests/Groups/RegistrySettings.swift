/// The registries that the build talks to, and the way there. They concern every image.
package struct RegistrySettings: RequestGroup {
    package var logins: [RegistryLogin]?
    package var mirrors: NamedValues<[String]>?
    package var plainHTTP: [String]?
    package var certificateAuthority: String?
    package var httpProxy: String?
    package var httpsProxy: String?
    package var noProxy: String?

    package init() {}

    package static let keys: [RequestKey<RegistrySettings>] = [
        RequestKey(
            "registries", \.logins, otherwise: "gitlab, where an image or its cache lies in GitLab's registry",
            flag: "--registry",
            "where to log in: gitlab, dependency-proxy, or a host with the names of two variables"),
        RequestKey(
            "mirrors", \.mirrors, flag: "--mirror", "for a registry such as docker.io the hosts that are asked first"),
        RequestKey(
            "http-registries", \.plainHTTP, flag: "--http-registry", "registries that are spoken to without TLS"),
        RequestKey(
            "ca", \.certificateAuthority, flag: "--ca",
            "the certificate authorities of registries beside the public ones: a File-type variable such as $CA_BUNDLE"),
        RequestKey("http-proxy", \.httpProxy, flag: "--http-proxy", "the proxy for http"),
        RequestKey("https-proxy", \.httpsProxy, flag: "--https-proxy", "the proxy for https"),
        RequestKey("no-proxy", \.noProxy, flag: "--no-proxy", "hosts that are reached without proxy, between commas"),
    ]
}
