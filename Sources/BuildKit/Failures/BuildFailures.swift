extension KnownFailure {
    /// Failures of the build itself, and of what it needs of the machine.
    static let build: [KnownFailure] = [
        KnownFailure(
            "lint-error", .buildFault, [["lint violation found for rules"]],
            cause: "the checks of the Dockerfile found something, and they are set to fail the build",
            remedy:
                "correct the lines that the warnings name; or take error=true out of # check= and BUILDKIT_DOCKERFILE_CHECK",
            link: "https://docs.docker.com/build/checks/",
            settings: [RemedySetting(.dockerfile, "# check=error=false")]),
        KnownFailure(
            "base-image-missing", .buildFault,
            [["failed to resolve source metadata for ", ": not found"]],
            cause: "the registry has no such image or tag, or not for this platform",
            remedy: "correct the name and tag of the FROM line; a private image may also be one that needs a login "
                + "(buildkit-run login --check IMAGE)",
            link: "https://docs.docker.com/reference/dockerfile/#from"),
        KnownFailure(
            "foreign-platform", .configuration, [["exec format error"]],
            cause: "a program for another processor was started, and nothing emulates it here",
            remedy:
                "use the official moby/buildkit image (it has QEMU), install binfmt handlers on the node, or build with FROM "
                + "--platform=$BUILDPLATFORM",
            link: "https://github.com/moby/buildkit/issues/2437",
            settings: [
                RemedySetting(.host, "docker run --privileged --rm tonistiigi/binfmt --install all"),
                RemedySetting(.dockerfile, "FROM --platform=$BUILDPLATFORM golang AS build"),
            ]),
        KnownFailure(
            "disk-full", .unavailable,
            [
                ["no space left on device"], ["No space left on device"], ["disk quota exceeded"],
                ["Disk quota exceeded"],
            ],
            cause: "the file system of the daemon's state directory, or of the job, is full (or out of inodes)",
            remedy:
                "free space on the machine, put the state on a larger volume by --state-dir, or let buildkitd keep less: "
                + "--oci-worker-gc-keepstorage in BUILDKITD_FLAGS",
            link: "https://docs.docker.com/build/cache/garbage-collection/",
            settings: [.daemonFlags("--oci-worker-gc-keepstorage=10000")] + RemedySetting.stateVolume),
        KnownFailure(
            "step-killed", .buildFault,
            [["error: failed to solve: ", "did not complete successfully: exit code: 137"]],
            cause: "a step was killed by SIGKILL, as the kernel does when memory runs out",
            remedy:
                "raise the memory limit of the job's container, or let the step use less, with fewer jobs in parallel",
            link: "https://github.com/moby/buildkit/issues/4305", settings: RemedySetting.moreMemory),
    ]
}
