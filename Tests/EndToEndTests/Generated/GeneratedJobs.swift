import Testing

extension EndToEnd {
    /// The jobs of generated pipelines, run for real: the script is taken out of the YAML and run as GitLab Runner does, on
    /// a machine that has what the job's image has, and the registry is asked what came of it.
    @Suite(.needs("docker-registry", "unshare")) struct GeneratedJobs {}
}
