extension KnownFailure {
    private static let buildctl = "https://github.com/moby/buildkit/blob/master/docs/reference/buildctl.md"

    /// Failures of the client's own command line, and of what it asks the frontend for.
    static let request: [KnownFailure] = [
        KnownFailure(
            "client-flag", .configuration, [["error: flag provided but not defined: -"]],
            cause: "buildctl does not have this option; it is one of docker build, or mistyped",
            remedy:
                "write --opt build-arg:NAME=value for --build-arg, --opt target=x for --target, --output for --push and "
                + "--tag; or use buildkit-run image, which takes Docker's options",
            link: buildctl,
            settings: [
                RemedySetting(
                    .option, "buildkit-run image --build-arg NAME=value --target stage --tag \"$CI_REGISTRY_IMAGE\" .")
            ]),
        KnownFailure(
            "dockerfile-is-file", .configuration, [["invalid local: stat ", "not a directory"]],
            cause: "--local dockerfile= names a file; it has to name the directory",
            remedy: "write --local dockerfile=DIRECTORY --opt filename=Dockerfile", link: buildctl,
            settings: [RemedySetting(.option, "--local dockerfile=docker --opt filename=Dockerfile")]),
        KnownFailure(
            "no-dockerfile", .buildFault, [["failed to read dockerfile", "no such file or directory"]],
            cause: "there is no such Dockerfile in the directory where it is looked for",
            remedy:
                "name it by its path from the job's directory: --local dockerfile=DIRECTORY --opt filename=NAME; for "
                + "buildkit-run image -f PATH",
            link: buildctl, settings: [RemedySetting(.option, "--local dockerfile=docker --opt filename=Dockerfile")]),
        KnownFailure(
            "no-directory", .buildFault, [["invalid local: resolve ", "no such file or directory"]],
            cause: "the directory of the context or of the Dockerfile is not there",
            remedy: "name it by its path from the job's directory, which is $CI_PROJECT_DIR where the script begins",
            link: buildctl, settings: [RemedySetting(.option, "--local context=app --local dockerfile=app")]),
        KnownFailure(
            "bad-target", .buildFault, [["target stage \"", "could not be found"]],
            cause: "the Dockerfile has no stage of this name",
            remedy:
                "use a name that a FROM line gives by AS; --opt requestid=frontend.targets lists them, for buildkit-run image "
                + "--call targets",
            link: "https://docs.docker.com/build/building/multi-stage/",
            settings: [RemedySetting(.option, "buildkit-run image --call targets .  # the stages there are")]),
        KnownFailure(
            "build-arg-environment", .configuration, [["error: invalid value build-arg:"]],
            cause: "this buildctl does not take the value of a build argument from its environment",
            remedy:
                "use a newer BuildKit; or pass the secret by --secret id=NAME,env=NAME and RUN --mount=type=secret,id=NAME",
            link: buildctl,
            settings: [
                RemedySetting(.option, "--secret id=API_TOKEN,env=API_TOKEN"),
                RemedySetting(.dockerfile, "RUN --mount=type=secret,id=API_TOKEN,env=API_TOKEN ./fetch"),
            ]),
        KnownFailure(
            "output-names", .configuration, [["error: invalid value "]],
            cause: "a comma in an option separates fields, as in name=a,b without quotes",
            remedy: "quote the field: --output 'type=image,\"name=a,b\",push=true'",
            link: "https://github.com/moby/buildkit#output",
            settings: [RemedySetting(.option, "--output 'type=image,\"name=registry/a:1,registry/a:2\",push=true'")]),
        KnownFailure(
            "add-hosts", .configuration, [["failed to parse additional hosts"]],
            cause: "add-hosts wants an equals sign between name and address",
            remedy: "write --opt add-hosts=name=address,name2=address2", link: buildctl,
            settings: [RemedySetting(.option, "--opt add-hosts=name=10.0.0.1,name2=10.0.0.2")]),
        KnownFailure(
            "shm-size", .configuration, [["failed to parse shm size"]], cause: "shm-size wants a number of bytes",
            remedy: "write --opt shm-size=67108864 for 64m", link: buildctl,
            settings: [RemedySetting(.option, "--opt shm-size=67108864")]),
        KnownFailure(
            "network-host", .configuration, [["network.host is not allowed"]],
            cause: "the build asks for the host's network, which the client or the daemon does not allow",
            remedy: "give buildctl --allow network.host and buildkitd --allow-insecure-entitlement=network.host "
                + "(BUILDKITD_FLAGS)",
            link: buildctl,
            settings: [
                RemedySetting(.option, "--allow network.host"),
                .daemonFlags("--allow-insecure-entitlement=network.host"),
            ]),
        KnownFailure(
            "entitlement", .configuration,
            [
                ["granting entitlement ", "is not allowed by build daemon configuration"],
                ["security.insecure is not allowed"],
            ],
            cause: "the daemon does not allow the entitlement that the build asks for",
            remedy: "give buildkitd --allow-insecure-entitlement=security.insecure (BUILDKITD_FLAGS), or do without it",
            link: "https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md",
            settings: [
                .daemonFlags("--allow-insecure-entitlement=security.insecure"),
                RemedySetting(.daemonConfiguration, "insecure-entitlements = [\"security.insecure\"]"),
            ]),
        KnownFailure(
            "cache-media-types", .configuration, [["invalid configuration for remote cache"]],
            cause: "oci-mediatypes=false does not go with the cache format that is the default since BuildKit 0.21",
            remedy: "take oci-mediatypes=false out of --export-cache, or add image-manifest=false",
            link: "https://github.com/moby/buildkit/issues/5965",
            settings: [
                RemedySetting(.option, "--export-cache type=registry,ref=$CI_REGISTRY_IMAGE/cache,mode=max")
            ]),
        KnownFailure(
            "auth-config-dropped", .notAuthorised,
            [
                ["Failed to create credential store from DOCKER_AUTH_CONFIG"],
                ["DOCKER_AUTH_CONFIG", "missing key `auth` for"],
            ],
            cause:
                "the client takes only {\"auths\":{host:{\"auth\":…}}} and dropped the whole variable, all logins with it",
            remedy:
                "let buildkit-run login mend it; or reduce DOCKER_AUTH_CONFIG to auths with auth, the base64 of user:password",
            link:
                "https://docs.gitlab.com/ci/docker/using_docker_images/#access-an-image-from-a-private-container-registry",
            settings: [RemedySetting(.job, "script:\n  - buildkit-run login\n  - unset DOCKER_AUTH_CONFIG")]),
        KnownFailure(
            "credential-helper-missing", .configuration,
            [["error getting credentials", "docker-credential-", "executable file not found"]],
            cause: "config.json names a credential helper (credsStore or credHelpers) that is not installed here",
            remedy:
                "install docker-credential-NAME in the job's image, or log in by buildkit-run login, which switches the helper "
                + "off for the registry",
            link: "https://docs.docker.com/reference/cli/docker/login/#credential-stores",
            settings: [RemedySetting(.job, "script:\n  - buildkit-run login")]),
        KnownFailure(
            "config-json-broken", .notAuthorised,
            [["Error parsing config file", "config.json"], ["Error loading config file", "config.json"]],
            cause: "Docker's config.json is malformed, so that its logins count in part or not at all",
            remedy:
                "write it by buildkit-run login; a password with quotes or backslashes breaks a file that echo writes",
            link: "https://docs.gitlab.com/ci/docker/using_buildkit/",
            settings: [RemedySetting(.job, "script:\n  - buildkit-run login")]),
    ]
}
