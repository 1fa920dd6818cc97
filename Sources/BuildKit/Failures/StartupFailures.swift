extension KnownFailure {
    static let rootlessGuide = "https://github.com/moby/buildkit/blob/master/docs/rootless.md"

    /// Failures of `buildkitd` and `rootlesskit` before the builder is ready.
    package static let startup: [KnownFailure] =
        confinement + [
            KnownFailure(
                "not-user-namespace-root", .configuration,
                [["rootless mode requires to be executed as the mapped root in a user namespace"]],
                cause: "buildkitd runs with --rootless and without rootlesskit",
                remedy:
                    "run as a user other than root without --rootless in BUILDKITD_FLAGS, so that rootlesskit is used; or "
                    + "as root without --rootless",
                link: "https://github.com/moby/buildkit/issues/6457",
                settings: [RemedySetting(.job, "variables:\n  BUILDKITD_FLAGS: \"\"")]),
            KnownFailure(
                "state-locked", .unavailable, [["could not lock", "another instance running?"]],
                cause: "another buildkitd uses the same state directory",
                remedy:
                    "give each concurrent job its own: --state-dir \"$HOME/.local/share/buildkit-$CI_CONCURRENT_ID\" or "
                    + "BUILDKIT_RUN_STATE_DIR; or let all jobs use one builder by BUILDKIT_HOST",
                link: "https://github.com/moby/buildkit/issues/6116",
                settings: [
                    RemedySetting(
                        .option, "buildkit-run --state-dir \"$HOME/.local/share/buildkit-$CI_CONCURRENT_ID\" build …")
                ]),
            KnownFailure(
                "unknown-flag", .configuration, [["flag provided but not defined"]],
                cause: "this version of buildkitd does not know an option in BUILDKITD_FLAGS",
                remedy: "correct the option, or take it out of BUILDKITD_FLAGS; buildkitd --help lists those it knows",
                link: "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md",
                settings: [.daemonFlags("--oci-worker-no-process-sandbox  # only what buildkitd --help lists")]),
            KnownFailure(
                "bad-config", .configuration,
                [["failed to parse config"], ["buildkitd: toml:"], ["buildkitd: (", "): "]],
                cause: "buildkitd's configuration file is not valid TOML",
                remedy:
                    "correct the file that --config names (or the default one); a heredoc in a folded YAML scalar loses "
                    + "its line ends, so write the script line with a literal block (|)",
                link: "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md",
                settings: [
                    RemedySetting(
                        .job,
                        """
                        script:
                          - |
                            cat > buildkitd.toml <<'EOF'
                            [registry."docker.io"]
                              mirrors = ["mirror.example.com"]
                            EOF
                        """)
                ]),
            KnownFailure(
                "no-worker", .configuration,
                [
                    ["no worker found, rebuild the buildkit daemon?"],
                    ["exec: \"buildkit-runc\": executable file not found"],
                    ["exec: \"runc\": executable file not found"], ["failed to find runc binary"],
                ],
                cause: "no worker could be started: as a rule runc is missing",
                remedy:
                    "install runc and see that it is on PATH, or name it in BUILDKITD_FLAGS by --oci-worker-binary=PATH",
                link: "https://github.com/moby/buildkit#quick-start",
                settings: [
                    RemedySetting(.jobImage, "RUN apt-get update && apt-get install -y runc"),
                    .daemonFlags("--oci-worker-binary=/usr/sbin/runc"),
                ]),
            KnownFailure(
                "unknown-snapshotter", .configuration, [["unknown snapshotter name"]],
                cause: "BUILDKITD_FLAGS names a snapshotter that does not exist",
                remedy: "use --oci-worker-snapshotter=auto, overlayfs, native or fuse-overlayfs",
                link: rootlessGuide, settings: [.daemonFlags("--oci-worker-snapshotter=auto")]),
            KnownFailure(
                "overlay-on-overlay", .configuration,
                [["fstype: overlay", "invalid argument"], ["failed to mount overlay", "invalid argument"]],
                cause:
                    "the state directory lies on a file system that overlayfs cannot use: an overlay itself, or a network "
                    + "volume",
                remedy:
                    "put the state on a volume (emptyDir on Kubernetes, the image's own VOLUME on Docker) by --state-dir, "
                    + "or add --oci-worker-snapshotter=native to BUILDKITD_FLAGS",
                link: "https://github.com/moby/buildkit/issues/5049",
                settings: RemedySetting.stateVolume + [.daemonFlags("--oci-worker-snapshotter=native")]),
            KnownFailure(
                "bind-mount", .configuration,
                [
                    ["failed to mount", "buildkit-mount", "operation not permitted"],
                    ["failed to mount", "containerd-mount", "operation not permitted"],
                ],
                cause:
                    "buildkitd may not mount: its image is run as root in an unprivileged container, or the state directory "
                    + "is mounted nosuid,nodev",
                remedy:
                    "use the moby/buildkit rootless image as uid 1000, or a privileged runner; mount an emptyDir at the "
                    + "state directory",
                link: "https://github.com/moby/buildkit/issues/1467",
                settings: [
                    RemedySetting(.job, "image:\n  name: \(BuilderImage.rootless)\n  entrypoint: [\"\"]")
                ]
                    + RemedySetting.stateVolume),
            KnownFailure(
                "socket-in-use", .configuration,
                [["bind: address already in use"], ["listen tcp", "address already in use"]],
                cause: "an --addr in BUILDKITD_FLAGS names a port or socket that is in use",
                remedy: "take --addr out of BUILDKITD_FLAGS (the run has a socket of its own), or choose a free port",
                link: "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md",
                settings: [RemedySetting(.job, "variables:\n  BUILDKITD_FLAGS: \"\"  # without --addr")]),
        ]

    /// What a container or the kernel keeps from a rootless daemon.
    private static let confinement: [KnownFailure] = [
        KnownFailure(
            "apparmor-mount", .configuration, [["failed to share mount point: /", "permission denied"]],
            cause: "AppArmor's default profile forbids mounting in the job's container",
            remedy:
                "set security_opt = [\"seccomp:unconfined\", \"apparmor:unconfined\"] under [runners.docker] in the "
                + "runner's config.toml (services_security_opt where buildkitd is a service); on Kubernetes an AppArmor "
                + "profile of Unconfined for the container that runs buildkitd: build, or svc-0 where it is a service",
            link: "https://github.com/moby/buildkit/issues/2441", settings: RemedySetting.unconfined),
        KnownFailure(
            "seccomp-userns", .configuration, [["fork/exec /proc/self/exe: operation not permitted"]],
            cause: "seccomp (or kernel.unprivileged_userns_clone=0) forbids to create a user namespace",
            remedy:
                "set security_opt = [\"seccomp:unconfined\", \"apparmor:unconfined\"] under [runners.docker] in the "
                + "runner's config.toml (services_security_opt where buildkitd is a service); on Kubernetes a seccomp "
                + "profile of Unconfined for the container that runs buildkitd: build, or svc-0 where it is a service",
            link: "https://github.com/moby/buildkit/issues/3292",
            settings: RemedySetting.unconfined + [
                RemedySetting(.host, "sysctl -w kernel.unprivileged_userns_clone=1  # where the host has this setting")
            ]),
        KnownFailure(
            "apparmor-userns", .configuration,
            [["fork/exec /proc/self/exe: permission denied"], ["apparmor_restrict_unprivileged_userns is set to 1"]],
            cause: "the host restricts user namespaces by AppArmor (Ubuntu 24.04 and later)",
            remedy: "on the host: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
            link: rootlessGuide,
            settings: [
                RemedySetting(
                    .host,
                    """
                    echo kernel.apparmor_restrict_unprivileged_userns=0 > /etc/sysctl.d/60-buildkit.conf
                    sysctl --system
                    """)
            ]),
        KnownFailure(
            "max-userns", .configuration,
            [
                ["fork/exec /proc/self/exe: no space left on device"],
                ["max_user_namespaces needs to be set to non-zero"],
            ],
            cause: "the host allows no user namespaces",
            remedy: "on the host: sysctl -w user.max_user_namespaces=28633",
            link: rootlessGuide,
            settings: [
                RemedySetting(
                    .host,
                    """
                    echo user.max_user_namespaces=28633 > /etc/sysctl.d/60-buildkit.conf
                    sysctl --system
                    """)
            ]),
        KnownFailure(
            "no-new-privileges", .configuration,
            [
                ["newuidmap", "write to uid_map failed: Operation not permitted"], ["newuidmap", "Could not set caps"],
                ["newgidmap", "write to gid_map failed: Operation not permitted"],
            ],
            cause:
                "newuidmap may not use its privileges: no_new_privs, allowPrivilegeEscalation: false, or capabilities "
                + "dropped",
            remedy:
                "allow privilege escalation for the container that runs buildkitd, the job's or the service's "
                + "(allowPrivilegeEscalation: true, no no-new-privileges), and keep the capabilities SETUID and SETGID",
            link: "https://github.com/moby/buildkit/issues/3897", settings: RemedySetting.privilegeEscalation),
        KnownFailure(
            "no-subuid", .configuration,
            [
                ["No subuid ranges found for user"], ["No subgid ranges found for user"], ["unknown userid"],
                ["open /etc/subuid: no such file or directory"],
            ],
            cause: "the user has no range of subordinate ids, or no entry in /etc/passwd at all",
            remedy: "run the job as a user with lines in /etc/passwd, /etc/subuid and /etc/subgid: uid 1000 in the "
                + "moby/buildkit rootless image; in an image of your own: echo user:100000:65536 >> /etc/subuid (and subgid)",
            link: "https://github.com/moby/buildkit/issues/2680", settings: RemedySetting.subordinateIDs),
        KnownFailure(
            "no-newuidmap", .configuration,
            [["exec: \"newuidmap\": executable file not found"], ["exec: \"newgidmap\": executable file not found"]],
            cause: "the image lacks newuidmap and newgidmap",
            remedy: "install the package uidmap (Debian), shadow-uidmap (Alpine) or shadow-utils (Fedora), or use the "
                + "moby/buildkit rootless image",
            link: rootlessGuide, settings: RemedySetting.idMappingTools),
        maskedProc,
    ]

    /// runc cannot start a step; so the step is not at fault, although it is the step that fails.
    static let maskedProc = KnownFailure(
        "masked-proc", .configuration, [["error mounting \"proc\" to rootfs", "operation not permitted"]],
        cause: "the container's /proc is masked, so that RUN steps cannot mount one of their own",
        remedy:
            "add --oci-worker-no-process-sandbox to BUILDKITD_FLAGS (to the command, where buildkitd is a service), or run "
            + "the container with an unmasked /proc (privileged, or docker run --security-opt systempaths=unconfined)",
        link: "https://github.com/moby/buildkit/issues/4073",
        settings: [.daemonFlags("--oci-worker-no-process-sandbox")] + RemedySetting.service)
}
