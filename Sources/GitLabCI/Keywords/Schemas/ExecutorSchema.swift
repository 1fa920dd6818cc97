extension JSONSchema {
    /// `docker` and `kubernetes` below `image` and `services` (GitLab's `executor_opts.json`).
    static let executorOptions = JSONSchema(
        object([
            (
                "docker",
                JSONSchema(
                    object([
                        ("platform", JSONSchema([.type("string"), .minLength(1), .maxLength(64)])),
                        ("user", JSONSchema([.type("string"), .minLength(1), .maxLength(255)])),
                    ]))
            ),
            (
                "kubernetes",
                JSONSchema(
                    object([
                        ("user", JSONSchema([.types(["string", "integer"]), .minLength(1), .maxLength(255)]))
                    ]))
            ),
        ]))

    /// `environment:kubernetes:dashboard`.
    static let kubernetesDashboard = JSONSchema(
        object(
            [
                ("namespace", JSONSchema([.type("string"), .minLength(1), .maxLength(63)])),
                ("flux_resource_path", JSONSchema([.type("string"), .minLength(1), .maxLength(255)])),
            ], required: ["namespace"]))

    /// `environment:kubernetes:managed_resources`.
    static let kubernetesManagedResources = JSONSchema(object([("enabled", JSONSchema([.type("boolean")]))]))
}
