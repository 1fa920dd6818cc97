extension Grammar {
    /// The reasons for a failure that `retry:when` takes.
    private static let failureReasons = [
        "unknown_failure", "script_failure", "api_failure", "stuck_or_timeout_failure", "runner_system_failure",
        "missing_dependency_failure", "runner_unsupported", "stale_schedule", "job_execution_timeout",
        "archived_failure", "unmet_prerequisites", "scheduler_failure", "data_integrity_failure",
        "forward_deployment_failure", "user_blocked", "project_deleted", "ci_quota_exceeded",
        "pipeline_loop_detected", "no_matching_runner", "trace_size_exceeded", "builds_disabled",
        "environment_creation_failure", "deployment_rejected", "failed_outdated_deployment_job",
        "job_execution_server_timeout", "protected_environment_failure", "insufficient_bridge_permissions",
        "downstream_bridge_project_not_found", "invalid_bridge_trigger", "upstream_bridge_project_not_found",
        "insufficient_upstream_permissions", "bridge_pipeline_is_child_pipeline",
        "downstream_pipeline_creation_failed", "secrets_provider_not_found",
        "reached_max_descendant_pipelines_depth", "ip_restriction_failure", "reached_max_pipeline_hierarchy_size",
        "reached_downstream_pipeline_trigger_rate_limit", "duo_workflow_not_allowed", "job_router_failure",
        "job_token_expired", "always",
    ]

    static let retry = Grammar(
        "retry",
        .choice(
            [
                Alternative(
                    .integer,
                    Grammar("simple retry", checks: [.always(.wholeNumber(0...2))], fixedLocation: "retry")),
                Alternative(
                    .map,
                    Grammar(
                        "full retry", .map,
                        keys: [
                            Keyword("max", "How often to try again, at most twice.", .optional(.wholeNumber(0...2))),
                            Keyword(
                                "when", "After which failures to try again.", assumed: "always",
                                .optional(.stringOrStrings),
                                .optional(.knownMembers(failureReasons)) { $0["when"]?.isSequence ?? false },
                                .optional(.oneOf(failureReasons)) { $0["when"]?.isString ?? false }),
                            Keyword(
                                "exit_codes", "After which exit codes to try again.", .optional(.integerOrIntegers)),
                        ], fixedLocation: "retry")),
            ], otherwise: Refusal("has to be either an integer or a hash")), fixedLocation: "retry config")
}
