/// What starts a pipeline, by the values of `CI_PIPELINE_SOURCE`
/// (https://docs.gitlab.com/ci/jobs/job_rules/#ci_pipeline_source-predefined-variable).
package enum PipelineSource: String, CaseIterable, Sendable {
    case push
    case mergeRequest = "merge_request_event"
    case schedule
    case web
    case api
    case trigger
    case pipeline
    case parentPipeline = "parent_pipeline"
    case webIDE = "webide"
    case chat
    case external
    case externalPullRequest = "external_pull_request_event"
    case ondemandDASTScan = "ondemand_dast_scan"
    case ondemandDASTValidation = "ondemand_dast_validation"
    case securityOrchestrationPolicy = "security_orchestration_policy"

    /// The word of `only:refs` and `except:refs` for the source, which may also be written in the plural.
    var policyName: String {
        rawValue.hasSuffix("_event") ? String(rawValue.dropLast("_event".count)) : rawValue
    }

    /// Whether a word of `only:refs` or `except:refs` means this source.
    func isMeant(by word: String) -> Bool {
        let plural = policyName.hasSuffix("sh") ? policyName + "es" : policyName + "s"
        return word == policyName || word == plural
    }
}
