extension KnownFailure {
    private static let daemonless =
        "https://github.com/moby/buildkit/blob/master/examples/buildctl-daemonless/buildctl-daemonless.sh"

    /// Failures of `buildctl-daemonless.sh`.
    static let script: [KnownFailure] = [
        KnownFailure(
            "start-timeout", .unavailable, [["could not connect to ", " after ", " trials"]],
            cause: "buildctl-daemonless.sh waits about two seconds for buildkitd, and it was not ready or had died",
            remedy:
                "use buildkit-run, which waits for the daemon itself; or set BUILDCTL_CONNECT_RETRIES_MAX=100, and read the "
                + "daemon's log below the line",
            link: "https://github.com/moby/buildkit/issues/3002",
            settings: [
                RemedySetting(.option, "buildkit-run build …  # in place of buildctl-daemonless.sh build …"),
                RemedySetting(.job, "variables:\n  BUILDCTL_CONNECT_RETRIES_MAX: \"100\""),
            ]),
        KnownFailure(
            "xdg-unset", .configuration,
            [["XDG_RUNTIME_DIR: parameter not set"], ["XDG_RUNTIME_DIR: unbound variable"]],
            cause: "buildctl-daemonless.sh needs XDG_RUNTIME_DIR for users other than root, and it is not set",
            remedy:
                "use buildkit-run, which makes one; or set XDG_RUNTIME_DIR to a directory of the user with mode 0700",
            link: daemonless,
            settings: [
                RemedySetting(.job, "script:\n  - export XDG_RUNTIME_DIR=\"$(mktemp -d)\"")
            ]),
    ]

    /// Failures to reach a builder.
    static let connection: [KnownFailure] = [
        KnownFailure(
            "kubectl", .unavailable, [["command [kubectl", "buildctl dial-stdio", "has exited with exit status"]],
            cause:
                "kubectl could not run buildctl in the pod; the words about the URL and Docker 18.09 mean nothing here",
            remedy:
                "read what kubectl printed behind stderr=; check KUBECONFIG, the pod's name and namespace, and that the "
                + "service account may create pods/exec",
            link: "https://github.com/docker/buildx/issues/216",
            settings: [
                RemedySetting(
                    .job,
                    """
                    script:
                      - kubectl --namespace buildkit auth can-i create pods/exec
                      - kubectl --namespace buildkit exec buildkitd-0 -- buildctl debug workers
                    """)
            ]),
        KnownFailure(
            "daemon-socket-missing", .unavailable,
            [
                ["dial unix", ".sock: connect: no such file or directory"],
                ["could not read CA certificate", "docker"],
            ],
            cause: "no buildkitd listens on the socket: none was started, or the image's entrypoint was replaced",
            remedy:
                "start the client by buildkit-run, which starts a daemon; or run buildkitd as a service with an alias and set "
                + "BUILDKIT_HOST=tcp://buildkitd:1234",
            link: "https://github.com/moby/buildkit/issues/4710",
            settings: [RemedySetting(.option, "buildkit-run build …  # in place of buildctl build …")]
                + RemedySetting.service),
        KnownFailure(
            "daemon-refused", .unavailable,
            [
                ["Error while dialing", "connect: connection refused"],
                ["failed to list workers", "connection refused"], ["Error while dialing", "i/o timeout"],
                ["Error while dialing", "no route to host"],
            ],
            cause: "nothing answers at the builder's address: the service has not started yet, or has died",
            remedy:
                "wait for it (buildkit-run wait), give the service HEALTHCHECK_TCP_PORT, and set CI_DEBUG_SERVICES=true to "
                + "see its log",
            link: "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/27215",
            settings: [RemedySetting(.job, "script:\n  - buildkit-run wait")] + RemedySetting.service),
        KnownFailure(
            "daemon-host-unknown", .unavailable,
            [
                ["Error while dialing", "no such host"], ["Error while dialing", "server misbehaving"],
                ["lookup docker on ", "no such host"],
            ],
            cause: "the builder's host name is unknown: the service has another alias, or none",
            remedy: "set services:alias to the name in BUILDKIT_HOST, such as alias: buildkitd",
            link: "https://docs.gitlab.com/ci/services/#accessing-the-services",
            settings: RemedySetting.service),
        KnownFailure(
            "wait-timeout", .unavailable, [["error: context deadline exceeded"]],
            cause: "buildctl --wait gave up: the builder did not answer within --timeout",
            remedy:
                "look at the builder's own log; raise --timeout, or use buildkit-run wait, which says what it meets",
            link: "https://github.com/moby/buildkit/issues/1423",
            settings: [RemedySetting(.option, "buildkit-run wait --ready-timeout 2m")]),
        KnownFailure(
            "tls-plain-client", .configuration,
            [["error reading server preface: EOF"]],
            cause: "the builder speaks TLS and the client does not",
            remedy: "give the client --tlsdir with ca.pem, cert.pem and key.pem (BUILDKIT_RUN_TLSDIR)",
            link: "https://github.com/moby/buildkit#expose-buildkit-as-a-tcp-service",
            settings: [RemedySetting(.job, "variables:\n  BUILDKIT_RUN_TLSDIR: /certs/client")]),
        KnownFailure(
            "tls-plain-server", .configuration, [["first record does not look like a TLS handshake"]],
            cause: "the client speaks TLS and the other side does not",
            remedy:
                "start buildkitd with --tlscert, --tlskey and --tlscacert, or take the --tls options off the client; for a "
                + "registry without TLS set http = true in buildkitd.toml",
            link: "https://github.com/moby/buildkit/issues/4578",
            settings: RemedySetting.serviceWithTLS + [
                RemedySetting(.daemonConfiguration, "[registry.\"registry.example.com\"]\n  http = true")
            ]),
        KnownFailure(
            "tls-builder-name", .configuration,
            [
                ["authentication handshake failed", "x509: certificate is valid for"],
                ["authentication handshake failed", "doesn't contain any IP SANs"],
            ],
            cause: "the builder's certificate is made for another name than the one in its address",
            remedy:
                "give the client --tlsservername with a name of the certificate, or make one whose SAN is the service's name",
            link: "https://github.com/moby/buildkit/issues/3638",
            settings: [RemedySetting(.option, "buildkit-run --tlsservername buildkitd build …")]),
        KnownFailure(
            "tls-builder-ca", .configuration,
            [["authentication handshake failed", "x509: certificate signed by unknown authority"]],
            cause: "the client does not know the authority that signed the builder's certificate",
            remedy: "give the client the authority's certificate by --tlscacert, or as ca.pem in --tlsdir",
            link: "https://github.com/moby/buildkit/issues/4578",
            settings: [RemedySetting(.job, "variables:\n  BUILDKIT_RUN_TLSDIR: /certs/client")]),
        KnownFailure(
            "tlsdir", .configuration, [["directory did not contain one of the needed files"]],
            cause:
                "the directory of --tlsdir lacks one of ca.pem, cert.pem and key.pem (or ca.crt, tls.crt and tls.key)",
            remedy: "name the files so, or give them by --tlscacert, --tlscert and --tlskey",
            link: "https://github.com/moby/buildkit/issues/2546",
            settings: [RemedySetting(.job, "variables:\n  BUILDKIT_RUN_TLSDIR: /certs/client")]),
        KnownFailure(
            "daemon-without-tls", .success, [["TLS is not enabled for tcp://"]],
            cause: "the builder takes commands from everyone who reaches its port, RUN steps included",
            remedy: "give buildkitd --tlscert, --tlskey and --tlscacert",
            link: "https://github.com/moby/buildkit#expose-buildkit-as-a-tcp-service",
            settings: RemedySetting.serviceWithTLS),
        KnownFailure(
            "service-not-healthy", .success,
            [["WARNING: Service ", "probably didn't start properly"], ["wait-for-service\" timeout"]],
            cause: "GitLab Runner saw no open port of a service within its time, and goes on without",
            remedy:
                "give the service HEALTHCHECK_TCP_PORT with the daemon's port, and wait in the job by buildkit-run wait; "
                + "CI_DEBUG_SERVICES=true shows the service's log",
            link: "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/27215",
            settings: [RemedySetting(.job, "script:\n  - buildkit-run wait")] + RemedySetting.service),
        KnownFailure(
            "daemon-died", .unavailable,
            [["error reading from server: EOF"], ["failed to receive status", "code = Unavailable"]],
            cause: "the daemon died during the build: out of memory, a crash, or a pod that was evicted",
            remedy: "look at the end of the daemon's log; raise the memory limit, or lower its load by "
                + "--oci-max-parallelism=N in BUILDKITD_FLAGS",
            link: "https://github.com/moby/buildkit/issues/4305",
            settings: RemedySetting.moreMemory),
    ]
}
