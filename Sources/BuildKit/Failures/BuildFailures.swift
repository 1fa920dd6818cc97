extension KnownFailure {
    private static let daemonConfiguration = "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md"

    /// Failures at a registry.
    static let registry: [KnownFailure] = [
        KnownFailure(
            "cache-index-refused", [["error writing manifest blob", "400 Bad Request"]],
            cause: "the registry refuses an image index as a cache",
            remedy:
                "add image-manifest=true,oci-mediatypes=true to --export-cache, which is the default since BuildKit 0.21",
            link: "https://github.com/aws/containers-roadmap/issues/876"),
        KnownFailure(
            "scope", [["insufficient_scope: authorization failed"]],
            cause:
                "the registry's token does not allow this repository: wrong or missing credentials, or layers that are "
                + "mounted from a project which this CI_JOB_TOKEN may not read",
            remedy:
                "check the login (buildkit-run login --check IMAGE); add the project to the other's job token allowlist, or "
                + "use a builder for each project",
            link: "https://github.com/moby/buildkit/issues/5883"),
        KnownFailure(
            "anonymous", [["failed to fetch anonymous token"]],
            cause: "the client found no credentials for this registry and asked anonymously",
            remedy: "log in with the key that the client looks for, https://index.docker.io/v1/ for Docker Hub "
                + "(buildkit-run login --check IMAGE)",
            link: "https://github.com/moby/buildkit/issues/2136"),
        KnownFailure(
            "registry-http", [["http: server gave HTTP response to HTTPS client"]],
            cause: "the registry speaks plain HTTP",
            remedy:
                "set http = true for it in buildkitd.toml; or registry.insecure=true on --output, --export-cache and "
                + "--import-cache alike",
            link: "https://github.com/moby/buildkit/issues/2054"),
        KnownFailure(
            "tls-ca", [["x509: certificate signed by unknown authority"]],
            cause:
                "the daemon, or the client which fetches tokens, does not know the authority of the registry's certificate",
            remedy: "name it in buildkitd.toml: [registry.\"host\"] ca=[\"/path/ca.pem\"]; and for the client "
                + "--registry-auth-tlscontext host=…,ca=/path/ca.pem",
            link: "https://github.com/moby/buildkit/issues/5576"),
        KnownFailure(
            "tls-name",
            [
                ["x509: certificate is valid for"],
                ["x509: cannot validate certificate for", "doesn't contain any IP SANs"],
            ],
            cause: "a certificate is made for another name than the one that was asked for",
            remedy:
                "use a name of the certificate; for a builder --tlsservername, or a certificate whose SAN is the service's name",
            link: "https://github.com/moby/buildkit/issues/3638"),
        KnownFailure(
            "sbom-scanner", [["failed to resolve source metadata for ", "buildkit-syft-scanner"]],
            cause: "an SBOM is made by an image, which could not be fetched",
            remedy:
                "name one in a registry of yours: --opt attest:sbom=generator=registry/buildkit-syft-scanner; or leave the "
                + "SBOM out",
            link: "https://docs.docker.com/build/metadata/attestations/sbom/"),
        KnownFailure(
            "frontend-pull", [["failed to resolve source metadata for ", "docker/dockerfile"]],
            cause: "the line # syntax= of the Dockerfile names an image, which could not be fetched",
            remedy:
                "remove the line (BuildKit has a frontend of its own), or set a mirror for docker.io in buildkitd.toml",
            link: "https://docs.docker.com/build/buildkit/frontend/"),
        KnownFailure(
            "registry-refused",
            [["failed to do request", "connection refused"], ["failed to do request", "no such host"]],
            cause: "the registry cannot be reached from the daemon",
            remedy:
                "check its name and port, and whether the daemon (not the job) may reach it; set HTTPS_PROXY for the daemon "
                + "where it needs a proxy",
            link: daemonConfiguration),
    ]

    /// Failures of the build itself.
    static let build: [KnownFailure] = [
        KnownFailure(
            "lint-error", [["lint violation found for rules"]],
            cause: "the checks of the Dockerfile found something, and they are set to fail the build",
            remedy:
                "correct the lines that the warnings name; or take error=true out of # check= and BUILDKIT_DOCKERFILE_CHECK",
            link: "https://docs.docker.com/build/checks/"),
        KnownFailure(
            "foreign-platform", [["exec format error"]],
            cause: "a program for another processor was started, and nothing emulates it here",
            remedy:
                "use the official moby/buildkit image (it has QEMU), install binfmt handlers on the node, or build with FROM "
                + "--platform=$BUILDPLATFORM",
            link: "https://github.com/moby/buildkit/issues/2437"),
    ]
}
