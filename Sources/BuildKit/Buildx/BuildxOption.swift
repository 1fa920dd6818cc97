/// An option of `docker buildx build` and what becomes of it
/// (<https://docs.docker.com/reference/cli/docker/buildx/build/>).
package struct BuildxOption: Equatable, Sendable {
    /// What an option sets in a request.
    package enum Field: String, CaseIterable, Sendable {
        case addHost, allow, annotation, attest, buildArg, buildContext, cacheFrom, cacheTo, call, cgroupParent, check
        case cpuPeriod, cpuQuota, cpuShares, cpusetCPUs, cpusetMems, debug, file, iidFile, label, memory, memorySwap
        case metadataFile, network, noCache, noCacheFilter, output, platform, progress, provenance, pull, push, quiet
        case resource, sbom, secret, shmSize, ssh, tag, target, ulimit
    }

    package enum Effect: Equatable, Sendable {
        case sets(Field)
        /// It has no effect with BuildKit; buildx says so and goes on, and so do we.
        case ignored(String)
        /// It cannot be done; what to do instead.
        case refused(String)
    }

    /// `--tag`
    package let name: String
    /// `t` of `-t`
    package let short: Character?
    /// Whether a value follows. An option without one may be written `--push=false`.
    package let takesValue: Bool
    package let effect: Effect

    private init(_ name: String, short: Character? = nil, takesValue: Bool = true, _ effect: Effect) {
        self.name = "--\(name)"
        self.short = short
        self.takesValue = takesValue
        self.effect = effect
    }

    private static let legacy = "BuildKit does not have it; it is ignored, as buildx ignores it"

    /// All that is known, by name.
    package static let all: [BuildxOption] = [
        BuildxOption("add-host", .sets(.addHost)),
        BuildxOption("allow", .sets(.allow)),
        BuildxOption("annotation", .sets(.annotation)),
        BuildxOption("attest", .sets(.attest)),
        BuildxOption("build-arg", .sets(.buildArg)),
        BuildxOption("build-context", .sets(.buildContext)),
        BuildxOption("builder", .refused("name the builder's address by --addr or BUILDKIT_HOST")),
        BuildxOption("cache-from", .sets(.cacheFrom)),
        BuildxOption("cache-to", .sets(.cacheTo)),
        BuildxOption("call", .sets(.call)),
        BuildxOption("cgroup-parent", .sets(.cgroupParent)),
        BuildxOption("check", takesValue: false, .sets(.check)),
        BuildxOption("compress", takesValue: false, .ignored(legacy)),
        BuildxOption("cpu-period", .sets(.cpuPeriod)),
        BuildxOption("cpu-quota", .sets(.cpuQuota)),
        BuildxOption("cpu-shares", short: "c", .sets(.cpuShares)),
        BuildxOption("cpuset-cpus", .sets(.cpusetCPUs)),
        BuildxOption("cpuset-mems", .sets(.cpusetMems)),
        BuildxOption("debug", short: "D", takesValue: false, .sets(.debug)),
        BuildxOption("detach", takesValue: false, .refused("a job waits for its build; leave it out")),
        BuildxOption("file", short: "f", .sets(.file)),
        BuildxOption("force-rm", takesValue: false, .ignored(legacy)),
        BuildxOption("iidfile", .sets(.iidFile)),
        BuildxOption("isolation", .ignored(legacy)),
        BuildxOption("label", .sets(.label)),
        BuildxOption(
            "load", takesValue: false,
            .refused("there is no Docker daemon to load into; write --output type=docker,dest=image.tar")),
        BuildxOption("memory", short: "m", .sets(.memory)),
        BuildxOption("memory-swap", .sets(.memorySwap)),
        BuildxOption("metadata-file", .sets(.metadataFile)),
        BuildxOption("network", .sets(.network)),
        BuildxOption("no-cache", takesValue: false, .sets(.noCache)),
        BuildxOption("no-cache-filter", .sets(.noCacheFilter)),
        BuildxOption("output", short: "o", .sets(.output)),
        BuildxOption("platform", .sets(.platform)),
        BuildxOption("policy", .refused("use buildkit-run build with --source-policy-file FILE")),
        BuildxOption("print", .refused("write --call outline, --call targets or --call check")),
        BuildxOption("progress", .sets(.progress)),
        BuildxOption("provenance", .sets(.provenance)),
        BuildxOption("pull", takesValue: false, .sets(.pull)),
        BuildxOption("push", takesValue: false, .sets(.push)),
        BuildxOption("quiet", short: "q", takesValue: false, .sets(.quiet)),
        BuildxOption("resource", .sets(.resource)),
        BuildxOption("rm", takesValue: false, .ignored(legacy)),
        BuildxOption("sbom", .sets(.sbom)),
        BuildxOption("secret", .sets(.secret)),
        BuildxOption("security-opt", .ignored(legacy)),
        BuildxOption("shm-size", .sets(.shmSize)),
        BuildxOption("squash", takesValue: false, .ignored("\(legacy); a multi-stage build does the same")),
        BuildxOption("ssh", .sets(.ssh)),
        BuildxOption("tag", short: "t", .sets(.tag)),
        BuildxOption("target", .sets(.target)),
        BuildxOption("ulimit", .sets(.ulimit)),
    ]
}

/// Why a build cannot be done as it is asked for, and what to do instead.
package struct BuildxError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
