import Diagnostics
import GitLabCI

/// Loads a configuration from texts, the first of which is the root.
enum Loading {
    static func load(_ text: String, files: [String: String] = [:], fetcher: any IncludeFetcher = OfflineFetcher())
        -> LoadedConfiguration
    {
        let environment = LoadingEnvironment(
            files: MemoryProject(texts: files), fetcher: fetcher, variables: ["CI_PROJECT_PATH": "group/tools"],
            isServerKnown: true)
        return ConfigurationLoader(environment).load(SourceFile(name: ".gitlab-ci.yml", text: text))
    }

    /// The root as one line of Ruby-like text, or GitLab's message.
    static func outcome(_ text: String, files: [String: String] = [:]) -> String {
        let loaded = load(text, files: files)
        if let failure = loaded.failure { return failure.message }
        guard let root = loaded.root else { return "nothing" }
        return JSONLike.text(ConfigValue(.mapping(root), at: .start(of: loaded.file)))
    }
}

/// A compact notation of values, to compare them by.
enum JSONLike {
    static func text(_ value: ConfigValue) -> String {
        switch value.content {
        case .sequence(let items): "[" + items.map(text).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            "{" + mapping.entries.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ") + "}"
        case .string(let text): text
        default: RubyText.inspect(value)
        }
    }
}
