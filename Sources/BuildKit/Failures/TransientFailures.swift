extension KnownFailure {
    /// What may well pass by itself: a registry or the network failed for the moment.
    package static let transient: [KnownFailure] = [
        KnownFailure(
            "rate-limit", .transient,
            [
                ["toomanyrequests"], ["TOOMANYREQUESTS"], ["unexpected status", "429 Too Many Requests"],
                ["invalid response status 429"],
            ],
            cause: "the registry has had too many requests from this address or account; Docker Hub counts pulls",
            remedy:
                "log in to the registry, which raises the limit; or pull by GitLab's dependency proxy or a mirror",
            link: "https://docs.docker.com/docker-hub/usage/",
            settings: [
                RemedySetting(
                    .dockerfile,
                    """
                    ARG PROXY=docker.io/library  # --opt build-arg:PROXY=$CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX
                    FROM $PROXY/alpine:3.22
                    """),
                RemedySetting(
                    .daemonConfiguration, "[registry.\"docker.io\"]\n  mirrors = [\"mirror.example.com\"]"),
            ]),
        KnownFailure(
            "registry-unavailable", .transient,
            [
                ["unexpected", "500 Internal Server Error"], ["unexpected", "502 Bad Gateway"],
                ["unexpected", "503 Service Unavailable"], ["unexpected", "504 Gateway Time"],
                ["unexpected status", ": 520"], ["unexpected status", ": 522"], ["unexpected status", ": 524"],
                ["unexpected status", "408 Request Time"], ["failed to push", ": unavailable"],
                // Of a web server that has a build context or the source of an ADD.
                ["invalid response status 500"], ["invalid response status 502"], ["invalid response status 503"],
                ["invalid response status 504"],
            ],
            cause: "the registry, or a proxy before it, answered with an error of its own",
            remedy: "try again (buildkit-run image does, --retries); if it stays, look at the registry's own log",
            link: retryKeyword, settings: [retry]),
        KnownFailure(
            "registry-timeout", .transient,
            [
                ["TLS handshake timeout"], ["failed to do request", "i/o timeout"], ["dial tcp", "i/o timeout"],
                ["read tcp", "i/o timeout"], ["failed to do request", "context deadline exceeded"],
                ["Client.Timeout exceeded while awaiting headers"], ["timeout awaiting response headers"],
                ["request canceled while waiting for connection"], ["connect: connection timed out"],
            ],
            cause: "the registry did not answer in time",
            remedy:
                "try again (buildkit-run image does, --retries); if it stays, check the daemon's way out: a proxy "
                + "(HTTPS_PROXY) or a network policy",
            link: retryKeyword, settings: [retry, proxy]),
        KnownFailure(
            "connection-reset", .transient,
            [
                ["read tcp", "connection reset by peer"], ["write tcp", "connection reset by peer"],
                ["write tcp", "broken pipe"], ["http2: server sent GOAWAY"], ["http2: client connection lost"],
                ["stream error: stream ID", "INTERNAL_ERROR"], ["use of closed network connection"],
            ],
            cause: "the connection to the registry broke off",
            remedy:
                "try again (buildkit-run image does, --retries); if it stays with large layers, raise the time and size "
                + "limits of the proxy before the registry",
            link: retryKeyword, settings: [retry]),
        KnownFailure(
            "registry-hung-up", .transient,
            [
                ["failed to do request", ": EOF"], ["failed to copy", "unexpected EOF"], ["httpReadSeeker", "EOF"],
                ["failed to fetch", "token", ": EOF"],
            ],
            cause: "the registry closed the connection before it had answered",
            remedy:
                "try again (buildkit-run image does, --retries); if it stays, look at the proxy before the registry",
            link: retryKeyword, settings: [retry]),
        // The image and its cache are pushed at the same time. A registry that rewrites the link to a layer, and does not do
        // so in one step, misses the layer while it checks the manifest.
        KnownFailure(
            "layer-unknown", .transient,
            [["blob unknown to registry"], ["provided digest did not match uploaded content"]],
            cause:
                "the registry did not find a layer that was pushed just before; those that keep links in plain files do so "
                + "where image and cache push the same layer at the same time",
            remedy:
                "try again (buildkit-run image does, --retries); if it stays, give the cache a repository of its own, "
                + "which has links of its own",
            link: "https://github.com/distribution/distribution/issues/2077",
            settings: [
                retry,
                RemedySetting(.option, "--export-cache type=registry,ref=$CI_REGISTRY_IMAGE/cache:main,mode=max"),
            ]),
        KnownFailure(
            "name-server", .transient,
            [
                ["Temporary failure in name resolution"], ["lookup ", "server misbehaving"],
                ["lookup ", ": i/o timeout"],
            ],
            cause: "the name server did not answer",
            remedy: "try again (buildkit-run image does, --retries); if it stays, name a server in buildkitd.toml",
            link: "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md",
            settings: [retry, RemedySetting(.daemonConfiguration, "[dns]\n  nameservers = [\"10.0.0.2\"]")]),
    ]

    private static let retryKeyword = "https://docs.gitlab.com/ci/yaml/#retryexit_codes"

    private static let retry = RemedySetting(
        .job,
        """
        retry:
          max: 2
          exit_codes: [\(RunnerExitCode.transient.rawValue)]
        """)

    /// The daemon's, if it is started by the job.
    static let proxy = RemedySetting(
        .job,
        """
        variables:
          HTTPS_PROXY: http://proxy.example.com:3128
          NO_PROXY: registry.example.com,127.0.0.1
        """)
}
