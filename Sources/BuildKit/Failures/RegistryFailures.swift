extension KnownFailure {
    private static let daemonConfiguration = "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md"

    /// Failures at a registry that last until a setting is changed.
    static let registry: [KnownFailure] = [
        KnownFailure(
            "cache-index-refused", .configuration,
            [
                ["error writing manifest blob", "400 Bad Request"],
                ["error writing manifest blob", "manifest invalid"],
                // What is left of the registry's words where it answers with errors in JSON.
                ["error writing manifest blob: unknown"],
            ],
            cause: "the registry refuses the manifest of the cache: many take no image index as a cache",
            remedy:
                "add image-manifest=true,oci-mediatypes=true to --export-cache, which is the default since BuildKit 0.21",
            link: "https://github.com/aws/containers-roadmap/issues/876",
            settings: [
                RemedySetting(
                    .option,
                    "--export-cache type=registry,ref=$CI_REGISTRY_IMAGE/cache,mode=max,image-manifest=true,oci-mediatypes=true"
                )
            ]),
        KnownFailure(
            "registry-http", .configuration, [["http: server gave HTTP response to HTTPS client"]],
            cause: "the registry speaks plain HTTP",
            remedy:
                "set http = true for it in buildkitd.toml; or registry.insecure=true on --output, --export-cache and "
                + "--import-cache alike",
            link: "https://github.com/moby/buildkit/issues/2054",
            settings: [
                RemedySetting(.daemonConfiguration, "[registry.\"registry.example.com:5000\"]\n  http = true"),
                RemedySetting(
                    .option, "--output type=image,name=registry.example.com:5000/a,push=true,registry.insecure=true"),
            ]),
        KnownFailure(
            "tls-ca", .configuration, [["x509: certificate signed by unknown authority"]],
            cause:
                "the daemon, or the client which fetches tokens, does not know the authority of the registry's certificate",
            remedy: "name it in buildkitd.toml: [registry.\"host\"] ca=[\"/path/ca.pem\"]; and for the client "
                + "--registry-auth-tlscontext host=…,ca=/path/ca.pem",
            link: "https://github.com/moby/buildkit/issues/5576",
            settings: [
                RemedySetting(
                    .daemonConfiguration, "[registry.\"registry.example.com\"]\n  ca = [\"/builds/ca.pem\"]"),
                RemedySetting(.option, "--registry-auth-tlscontext host=registry.example.com,ca=/builds/ca.pem"),
            ]),
        KnownFailure(
            "tls-name", .configuration,
            [
                ["x509: certificate is valid for"],
                ["x509: cannot validate certificate for", "doesn't contain any IP SANs"],
            ],
            cause: "a certificate is made for another name than the one that was asked for",
            remedy:
                "use a name of the certificate; for a builder --tlsservername, or a certificate whose SAN is the service's name",
            link: "https://github.com/moby/buildkit/issues/3638",
            settings: [
                RemedySetting(
                    .host, "openssl x509 -in cert.pem -noout -ext subjectAltName  # the names of the certificate"),
                RemedySetting(.option, "buildkit-run --tlsservername buildkitd build …  # for a builder"),
            ]),
        KnownFailure(
            "tls-expired", .configuration, [["x509: certificate has expired or is not yet valid"]],
            cause: "a certificate has expired, or the clock of this machine is wrong",
            remedy: "renew the certificate of the registry or the builder; the message names the times",
            link: daemonConfiguration),
        KnownFailure(
            "sbom-scanner", .configuration, [["failed to resolve source metadata for ", "buildkit-syft-scanner"]],
            cause: "an SBOM is made by an image, which could not be fetched",
            remedy:
                "name one in a registry of yours: --opt attest:sbom=generator=registry/buildkit-syft-scanner; or leave the "
                + "SBOM out",
            link: "https://docs.docker.com/build/metadata/attestations/sbom/",
            settings: [
                RemedySetting(
                    .option, "--opt attest:sbom=generator=registry.example.com/buildkit-syft-scanner:stable-1")
            ]),
        KnownFailure(
            "frontend-pull", .configuration, [["failed to resolve source metadata for ", "docker/dockerfile"]],
            cause: "the line # syntax= of the Dockerfile names an image, which could not be fetched",
            remedy:
                "remove the line (BuildKit has a frontend of its own), or set a mirror for docker.io in buildkitd.toml",
            link: "https://docs.docker.com/build/buildkit/frontend/",
            settings: [
                RemedySetting(.dockerfile, "# without the line: # syntax=docker/dockerfile:1"),
                RemedySetting(
                    .daemonConfiguration, "[registry.\"docker.io\"]\n  mirrors = [\"mirror.example.com\"]"),
            ]),
        KnownFailure(
            "registry-refused", .transient, [["failed to do request", "connection refused"]],
            cause: "nothing listens at the registry's address as the daemon sees it: it is down, or the port is wrong",
            remedy:
                "check its name and port, and whether the daemon (not the job) may reach it; set HTTPS_PROXY for the daemon "
                + "where it needs a proxy",
            link: daemonConfiguration, settings: [proxy]),
        KnownFailure(
            "registry-unknown", .configuration,
            [["failed to do request", "no such host"], ["failed to fetch", "no such host"]],
            cause: "the name of the registry is unknown where the daemon runs",
            remedy:
                "check the name; set HTTPS_PROXY for the daemon where it needs a proxy, or a name server in buildkitd.toml",
            link: daemonConfiguration,
            settings: [proxy, RemedySetting(.daemonConfiguration, "[dns]\n  nameservers = [\"10.0.0.2\"]")]),
        KnownFailure(
            "registry-full", .configuration,
            [
                ["failed to push", "413 Request Entity Too Large"],
                ["unexpected status", "413 Request Entity Too Large"],
            ],
            cause: "a layer is larger than the registry, or the proxy before it, allows",
            remedy: "raise the limit of the proxy (client_max_body_size 0 in nginx), or make the layer smaller",
            link: "https://docs.gitlab.com/administration/packages/container_registry/"),
    ]
}
