extension JSONSchema {
    /// The steps of `run` (GitLab's `run_steps.json`): each names a function or a script.
    static let runSteps = JSONSchema([.items(JSONSchema([.oneOf([functionStep, scriptStep])])), .type("array")])

    private static let name = JSONSchema([.type("string"), .identifier])

    private static let environment = JSONSchema([
        .identifierProperties(.string), .onlyProperties([], orIdentifiers: true), .type("object"),
    ])

    private static let inputs = JSONSchema([
        .identifierProperties(JSONSchema([.types(["string", "number", "boolean", "null", "array", "object"])])),
        .onlyProperties([], orIdentifiers: true), .type("object"),
    ])

    private static let gitReference = JSONSchema(
        object(
            [
                (
                    "git",
                    JSONSchema(
                        object(
                            [("url", .string), ("dir", .string), ("rev", .string), ("file", .string)],
                            required: ["url", "rev"]))
                )
            ],
            required: ["git"]))

    private static let imageReference = JSONSchema(
        object(
            [
                (
                    "oci",
                    JSONSchema(
                        object(
                            [
                                ("registry", .string), ("repository", .string), ("tag", .string), ("dir", .string),
                                ("file", .string),
                            ],
                            required: ["registry", "repository", "tag"]))
                )
            ],
            required: ["oci"]))

    private static let function = JSONSchema([.oneOf([.string, gitReference, imageReference])])

    private static let functionStep = JSONSchema(
        [
            .oneOf([
                JSONSchema([.not(JSONSchema([.required(["func"])])), .required(["step"])]),
                JSONSchema([.not(JSONSchema([.required(["step"])])), .required(["func"])]),
            ])
        ]
            + object(
                [
                    ("name", name), ("env", environment), ("inputs", inputs), ("step", function), ("func", function),
                ], required: ["name"]))

    private static let scriptStep = JSONSchema(
        object(
            [
                ("name", name), ("env", environment),
                ("script", JSONSchema([.type("string"), .minLength(1)])),
            ], required: ["name", "script"]))
}
