import Diagnostics
import GitLabCI

/// See `about`.
package struct BuildWithoutCache: Rule {
    package static let about = RuleDescription(
        id: "build-without-cache", category: .slow, severity: .warning, confidence: .medium,
        summary: "a build neither imports nor exports cache, so that each job starts from nothing",
        why: """
            The daemon of a job begins with an empty cache and takes it along when it ends. Without a cache in the registry every \
            pipeline downloads and compiles everything again, however little has changed. A builder that outlives the job keeps \
            its own cache: builds on one are left alone.
            """,
        remedy: """
            With `buildctl`: `--import-cache type=registry,ref=NAME:cache --export-cache type=registry,ref=NAME:cache,mode=max`; \
            with `docker buildx build`: `--cache-from` and `--cache-to` with the same values; with Kaniko: `--cache=true`.
            """,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script:
                    - >
                      ⟦buildctl-daemonless.sh⟧ build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                      --output type=image,name=$CI_REGISTRY_IMAGE,push=true
                """,
                says: """
                    the build starts from nothing in each pipeline; give it a cache in the registry by --import-cache and \
                    --export-cache
                    """),
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script: ⟦docker⟧ buildx build --push -t $CI_REGISTRY_IMAGE .
                """,
                says: """
                    the build starts from nothing in each pipeline; give it a cache in the registry by --cache-from and \
                    --cache-to
                    """, isDocumented: false),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script:
                    - >
                      buildctl-daemonless.sh build --frontend dockerfile.v0 --local context=. --local dockerfile=.
                      --import-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache
                      --export-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache,mode=max
                      --output type=image,name=$CI_REGISTRY_IMAGE,push=true
                """),
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script:
                    - ⟦docker⟧ build -t app $CI_PROJECT_DIR
                    - docker tag app "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"
                    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA
                """,
                says: """
                    the build starts from nothing in each pipeline; give it a cache in the registry by docker buildx build \
                    with --cache-from and --cache-to
                    """, isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script: docker build -t app . && docker run app ./test
                """, title: "Nothing is pushed", isDocumented: false),
            .good(
                """
                build:
                  image: registry.example.com/buildkit-run:1
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script: buildkit-run image --push .
                """, title: "buildkit-run has a cache of its own", isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  script: docker buildx build $CACHE_OPTIONS -t $CI_REGISTRY_IMAGE --push .
                """, title: "The options of a variable may have the cache", isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  variables:
                    DOCKER_HOST: tcp://builds.example.com:2376
                  script: docker build -t $CI_REGISTRY_IMAGE .
                """, title: "A daemon that outlives the job keeps its cache", isDocumented: false),
        ], references: ["https://github.com/moby/buildkit#export-cache"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard !build.isOpen, build.isPushed, build.cacheImports.isEmpty, build.cacheExports.isEmpty,
            build.noCache == nil, startsWithEmptyCache(build, job)
        else { return }
        switch build.tool {
        case .kaniko where build.line.has("cache"): return
        // It has a cache beside the image unless it is told not to.
        case .buildkitRun where build.line.value("cache")?.text != "none": return
        case .buildkitRun: report.report(.cacheless("--cache registry"), at: build.span)
        case .kaniko: report.report(.cacheless("--cache=true"), at: build.span)
        case .buildctl: report.report(.cacheless("--import-cache and --export-cache"), at: build.span)
        case .docker:
            report.report(.cacheless("docker buildx build with --cache-from and --cache-to"), at: build.span)
        case .buildx, .buildah, .podman:
            report.report(.cacheless("--cache-from and --cache-to"), at: build.span)
        }
    }

    /// Whether the daemon is one that begins with the job.
    private func startsWithEmptyCache(_ build: ImageBuild, _ job: LintedJob) -> Bool {
        switch build.tool {
        case .kaniko, .buildah, .podman: return true
        case .docker, .buildx: return job.services.contains(where: \.image.isDockerInDocker)
        case .buildctl, .buildkitRun:
            if build.line.has("addr") { return false }
            guard let host = job.variables["BUILDKIT_HOST"] else { return true }
            return job.services.contains { service in
                service.image.isBuildKit && (service.hostNames ?? []).contains { host.value.contains("//\($0):") }
            }
        }
    }
}

extension RuleMessage {
    fileprivate static func cacheless(_ flags: String) -> Self {
        "the build starts from nothing in each pipeline; give it a cache in the registry by \(flags)"
    }
}
