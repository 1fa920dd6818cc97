import BuildKit

/// Figures for GitLab's metrics report (https://docs.gitlab.com/ci/testing/metrics_reports/), which compares them with
/// those of the target branch by name and labels: so no label holds what changes from commit to commit.
package enum MetricsReport: BuildReport {
    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        let families = [
            each(builds, "buildkit_build_success", help: "Whether the build succeeded.") {
                $0.outcome == .success ? "1" : "0"
            },
            each(
                builds, "buildkit_build_duration_seconds", unit: "seconds",
                help: "From the start of the first step to the end of the last."
            ) { $0.duration.map(Figures.decimal) },
            each(
                builds, "buildkit_build_cache_hit_ratio", unit: "ratio",
                help: "The part of the instructions other than FROM that came from the cache."
            ) { $0.cacheHitRatio.map { Figures.decimal(.seconds($0)) } },
            each(
                builds, "buildkit_build_transferred_bytes", unit: "bytes",
                help: "What was transferred: the context, layers that were fetched."
            ) { "\($0.bytes)" },
            each(builds, "buildkit_build_warnings", help: "Findings of the Dockerfile checks.") {
                "\($0.findings.count)"
            },
            each(builds, "buildkit_build_attempts", help: "How often the build was tried.") { "\($0.attempts)" },
            counts(builds), durations(builds),
        ]
        return RenderedReport(text: families.map(\.text).joined() + "# EOF\n")
    }

    private static func each(
        _ builds: [BuildRecord], _ name: String, unit: String? = nil, help: String,
        value: (BuildRecord) -> String?
    ) -> MetricFamily {
        var family = MetricFamily(name, unit: unit, help: help)
        for build in builds {
            if let value = value(build) { family.add(labels(build, of: builds), value) }
        }
        return family
    }

    /// The name of the only build is its tag, which changes; several have names of their own.
    private static func labels(_ build: BuildRecord, of builds: [BuildRecord]) -> [(name: String, value: String)] {
        builds.count > 1 ? [("image", build.name)] : []
    }

    private static func counts(_ builds: [BuildRecord]) -> MetricFamily {
        var family = MetricFamily("buildkit_build_steps", help: "Steps by how they ended.")
        for build in builds {
            for status in ["succeeded", "cached", "failed", "cancelled", "not-run"] {
                let count = build.steps.filter { $0.status.word == status }.count
                family.add(labels(build, of: builds) + [("status", status)], "\(count)")
            }
        }
        return family
    }

    private static func durations(_ builds: [BuildRecord]) -> MetricFamily {
        var family = MetricFamily(
            "buildkit_step_duration_seconds", unit: "seconds", help: "How long an instruction was at work.")
        for build in builds {
            for step in build.steps where step.number != nil {
                guard case .instruction(let platform, let stage, let index, _) = step.kind else { continue }
                family.add(
                    labels(build, of: builds) + [
                        ("platform", platform ?? ""), ("stage", stage ?? ""), ("step", "\(index)"),
                        ("instruction", step.instruction ?? ""),
                    ], Figures.decimal(step.duration))
            }
        }
        return family
    }
}

extension BuildRecord.Step.Status {
    /// One word, for reports.
    var word: String {
        switch self {
        case .succeeded: "succeeded"
        case .cached: "cached"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .notRun: "not-run"
        }
    }
}
