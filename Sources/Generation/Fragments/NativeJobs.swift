import BuildKit
import BuildRequests
import YAMLTree

/// The jobs of an image whose platforms are each built on a runner of their kind: one for each, and one that joins them.
///
/// BuildKit itself makes the index: a Dockerfile with a stage `FROM name@digest` for each platform and a last stage that is
/// chosen by TARGETARCH, built for all platforms, gives back the very manifests that were pushed. No RUN step, so nothing is
/// emulated, and no layer is moved.
enum NativeJobs {
    static func jobs(for image: ImagePlan, in plan: Plan) -> [Job] {
        let platforms = image.inputs.platforms.compactMap(Platform.init)
        let builds = zip(platforms, zip(image.inputs.platforms, image.platformRunnerTags)).map { platform, other in
            build(image, platform, written: other.0, runnerTags: other.1, in: plan)
        }
        return builds + [merge(image, platforms, needs: builds.map(\.name), in: plan)]
    }

    private static func digestFile(_ image: ImagePlan, _ platform: Platform) -> String {
        let words = image.job.name.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        return "digest-\(words.joined(separator: "-"))-\(platform.name)"
    }

    /// The job of one platform.
    private static func build(
        _ image: ImagePlan, _ platform: Platform, written: String, runnerTags: [String], in plan: Plan
    ) -> Job {
        var entries = BuildJob.head(image.job, runnerTags: runnerTags, in: plan)
        var items = [CacheScript.item(for: cache(image, platform), deferredTo: image.deferred)].compactMap(\.self)
        let usesArguments = !items.isEmpty || image.push == .outsideMergeRequests
        if items.isEmpty, usesArguments { items.append(.init(.scalar("set --"))) }
        if let quotation = OutputScript.quotation(for: image, isOnePlatform: true) { items.append(quotation) }
        let name = image.names.first?.text ?? ""
        let output =
            "--output "
            + OutputScript.attributes(
                image, [("type", "image"), ("name", name), ("push-by-digest", "true"), ("push", "true")],
                isOnePlatform: true)
        if image.push == .outsideMergeRequests {
            items.append(
                .init(
                    .scalar(
                        """
                        if [ "$CI_PIPELINE_SOURCE" != merge_request_event ]; then
                          set -- "$@" \\
                            \(output)
                        fi

                        """),
                    comment: "Merge requests build to see that it works; what they build is thrown away."))
        }
        if let arguments = ArgumentsScript.item(for: image.deferred.arguments) { items.append(arguments) }
        let options =
            (image.push == .always ? [output] : []) + ["--metadata-file \(OutputScript.metadataFile)"]
        items.append(
            BuildScript.item(
                for: image, in: plan, platforms: [written], output: options, usesArguments: usesArguments))
        items.append(digest(image, platform))
        entries.append(.init("script", .sequence(items)))
        entries.append(
            .init(
                "artifacts",
                .mapping([
                    .init("paths", .sequence([.init(.scalar(digestFile(image, platform)))])),
                    .init("expire_in", "1 day"),
                ]),
                comment: "The digest is all that the job that joins the platforms needs."))
        return Job(name: "\(image.job.name)-\(platform.name)", entries: entries)
    }

    /// Each platform has cache of its own: jobs that run at the same time would replace each other's.
    private static func cache(_ image: ImagePlan, _ platform: Platform) -> CachePlan {
        guard case .registry(var cache) = image.cache else { return image.cache }
        cache.reference += "-\(platform.name)"
        return .registry(cache)
    }

    private static func digest(_ image: ImagePlan, _ platform: Platform) -> YAMLValue.Item {
        let file = digestFile(image, platform)
        let read = """
            sed -n 's/.*"containerimage.digest": *"\\([^"]*\\)".*/\\1/p' \(OutputScript.metadataFile) > \(file)
            test -s \(file)

            """
        guard image.push == .outsideMergeRequests else { return .init(.scalar(read)) }
        return .init(
            .scalar(
                """
                if [ "$CI_PIPELINE_SOURCE" != merge_request_event ]; then
                  sed -n 's/.*"containerimage.digest": *"\\([^"]*\\)".*/\\1/p' \(OutputScript.metadataFile) > \(file)
                  test -s \(file)
                else
                  : > \(file)
                fi

                """))
    }

    /// Said where the linter takes the daemon for one that begins empty: not where BUILDKIT_HOST names one that stays.
    private static func allowance(_ plan: Plan) -> String {
        if case .address = plan.builder.connection { return "" }
        return "# buildkit-ci:allow[build-without-cache] what was pushed is joined, and nothing is built\n"
    }

    /// The job that joins the platforms.
    private static func merge(
        _ image: ImagePlan, _ platforms: [Platform], needs: [String], in plan: Plan
    ) -> Job {
        var entries = BuildJob.head(image.job, runnerTags: image.job.runnerTags, in: plan)
        if let rules = entries.firstIndex(where: { $0.key == "rules" }), image.push == .outsideMergeRequests {
            entries[rules] = RulesFragment.entry(for: image.job, withoutMergeRequests: true)
        }
        entries.append(.init("needs", .sequence(needs.map { .init(.scalar($0)) })))
        let name = image.names.first?.text ?? ""
        var lines = ["mkdir -p merge-context", "{"]
        for platform in platforms {
            lines.append(
                "  printf 'FROM %s@%s AS \(platform.name)\\n' \(ShellWord.quoting(VariableText(name)))"
                    + " \"$(cat \(digestFile(image, platform)))\"")
        }
        lines += [
            "  echo 'FROM ${TARGETOS}-${TARGETARCH}${TARGETVARIANT:+-}${TARGETVARIANT}'",
            "} > merge-context/Dockerfile",
        ]
        var items = [TagScript.item(for: image)].compactMap(\.self)
        items.append(
            .init(
                .scalar(lines.joined(separator: "\n") + "\n"),
                comment:
                    "BuildKit joins the platforms: for each it takes the image that was pushed by digest, as it is, and makes"
                    + " the index. Nothing is built again, so nothing is emulated."))
        if let quotation = OutputScript.quotation(for: image) { items.append(quotation) }
        let output =
            "--output "
            + OutputScript.attributes(
                image, [("type", "image"), ("name", TagScript.names(of: image)), ("push", "true")])
        let options =
            [
                "--frontend dockerfile.v0", "--local context=merge-context", "--local dockerfile=merge-context",
                "--opt " + BuildScript.word("platform=", image.inputs.platforms.joined(separator: ",")),
            ] + BuildScript.attestations(image.inputs) + [output]
        items.append(
            .init(
                .scalar(
                    allowance(plan)
                        + (["\(Client.command(plan)) build"] + options.map { "  " + $0 }).joined(separator: " \\\n")
                        + "\n")))
        entries.append(.init("script", .sequence(items)))
        return Job(name: image.job.name, entries: entries)
    }
}
