import FoundationEssentials

/// GitLab's own verdict on a pipeline.
///
/// https://docs.gitlab.com/api/lint/
package struct LintReport: Decodable, Hashable, Sendable {
    package struct Job: Decodable, Hashable, Sendable {
        package let name: String
        package let stage: String?
        package let when: String?
    }

    package let valid: Bool
    package let errors: [String]
    package let warnings: [String]
    /// Nil unless they were asked for.
    package let jobs: [Job]?
    /// The configuration with all includes merged; nil for one that is not valid.
    package let mergedYAML: String?

    private enum CodingKeys: String, CodingKey {
        case valid, errors, warnings, jobs
        case mergedYAML = "merged_yaml"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        valid = try values.decode(Bool.self, forKey: .valid)
        errors = try values.decodeIfPresent([String].self, forKey: .errors) ?? []
        warnings = try values.decodeIfPresent([String].self, forKey: .warnings) ?? []
        jobs = try values.decodeIfPresent([Job].self, forKey: .jobs)
        mergedYAML = try values.decodeIfPresent(String.self, forKey: .mergedYAML)
    }
}

extension GitLabServer {
    /// Lets GitLab check a pipeline, in the place of that of a project.
    ///
    /// - Parameters:
    ///   - project: the path or the number of the project, which gives variables and local files.
    ///   - reference: the branch or tag for `isDryRun`; nil is the default branch.
    ///   - isDryRun: plays the creation of a pipeline too, which applies `rules`.
    package func lint(
        _ content: String, in project: String, reference: String? = nil, isDryRun: Bool = false,
        includesJobs: Bool = true
    ) throws(ServerFailure) -> LintReport {
        struct Body: Encodable {
            let content: String
            let dry_run: Bool
            let include_jobs: Bool
            let ref: String?
        }
        let resource = try projectResource(project, "/ci/lint")
        let body = Body(content: content, dry_run: isDryRun, include_jobs: includesJobs, ref: reference)
        guard let json = try? JSONEncoder().encode(body) else {
            throw ServerFailure(.request, "the pipeline cannot be written as JSON")
        }
        return try decode(LintReport.self, try post(resource, json: Array(json)))
    }
}
