/// The types of keys that GitLab checks together with what holds them, so that the grammar of the key alone says nothing
/// of them (https://docs.gitlab.com/ci/yaml/).
enum KnownTypes {
    /// By the name of the key and that of the keyword above it.
    static func types(of path: String) -> [String] {
        let parts = path.split(separator: ":").suffix(2)
        return table[parts.joined(separator: ":")] ?? []
    }

    private static let text = "text"
    private static let scalar = "text, a number or a boolean"

    private static let table: [String: [String]] = [
        "include:local": [text], "include:file": [text, "a list of texts"], "include:remote": [text],
        "include:project": [text], "include:ref": [text], "include:integrity": [text],
        "include:cache": ["true or false", "a duration such as \"1h\""], "include:template": [text],
        "include:artifact": [text], "include:inputs": ["a map"], "include:job": [text], "include:component": [text],
        "image:name": [text], "image:docker": ["a map"], "image:kubernetes": ["a map"],
        "image:ports": ["nothing; not allowed in pipelines"],
        "services:name": [text], "services:docker": ["a map"], "services:kubernetes": ["a map"],
        "services:ports": ["nothing; not allowed in pipelines"],
        "variables:value": [scalar], "variables:expand": ["true or false"],
        "variables:description": ["text or a whole number"], "variables:options": ["a list of texts"],
        "workflow:name": [text], "environment": [text], "environment:name": [text],
        "reports:codequality": ["text or a list of texts"],
        "release:name": [text], "release:ref": [text], "release:released_at": ["a date and time in ISO 8601"],
        "inputs:default": ["text, a number, a boolean or a list"], "inputs:description": ["text or a whole number"],
        "inputs:options": ["a list"], "inputs:regex": [text], "inputs:type": [text],
        "gcp_secret_manager:version": [scalar],
    ]
}
