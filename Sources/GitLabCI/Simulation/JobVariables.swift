/// The predefined variables of one job that its rules see.
enum JobVariables {
    static func predefined(of job: PipelineJob) -> [String: String] {
        var values = [
            "CI_JOB_NAME": job.name, "CI_JOB_NAME_SLUG": PredefinedVariables.slug(job.name),
            "CI_JOB_GROUP_NAME": job.configName, "CI_JOB_STAGE": job.stage, "CI_NODE_TOTAL": "1",
        ]
        if let instance = job.instance {
            values["CI_NODE_INDEX"] = String(instance.number)
            values["CI_NODE_TOTAL"] = String(instance.total)
        }
        if let when = job.config["when"]?.string, when == "manual" || when == "delayed" {
            values["CI_JOB_MANUAL"] = "true"
        }
        return values
    }
}
