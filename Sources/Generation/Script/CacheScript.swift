import BuildKit
import BuildRequests
import YAMLTree

/// The options of the build that import and export cache, as far as they depend on the pipeline: they become the shell's
/// arguments, which keep each word whole.
enum CacheScript {
    /// - Parameter variable: holds one of `CacheSettings.Export` or `none`, where an input of a component decides.
    static func item(for cache: CachePlan, deferredTo variable: String? = nil) -> YAMLValue.Item? {
        switch cache {
        case .none: nil
        case .registry(let cache) where variable != nil:
            .init(.scalar(choice(cache, variable ?? "")), comment: comment(cache))
        case .registry(let cache): .init(.scalar(registry(cache)), comment: comment(cache))
        case .inline(let imports, let export, let fallback):
            .init(.scalar(inline(imports, export, fallback)), comment: whyInline)
        }
    }

    /// The script for every way to export, and for no cache.
    private static func choice(_ cache: CacheStrategy, _ variable: String) -> String {
        let ways = CacheSettings.Export.allCases.map { export in
            var cache = cache
            cache.export = export
            return (option: export.rawValue, script: registry(cache))
        }
        return ShellChoice.script(on: variable, ways + [("none", "set --\n")])
    }

    private static func registry(_ cache: CacheStrategy) -> String {
        guard cache.scope == .branch else {
            let lines = ["set -- --import-cache " + word(["type": "registry", "ref": cache.reference])]
            return joined(lines + guarded(exporting(cache, to: cache.reference), protected(cache.export)))
        }
        let own = [
            "if [ \"$CI_COMMIT_BRANCH\" != \"$CI_DEFAULT_BRANCH\" ]; then", "  cache=$cache-$CI_COMMIT_REF_SLUG",
            "  set -- --import-cache \(word(["type": "registry", "ref": "$cache"])) \"$@\"", "fi",
        ]
        // A tag has no later build that could use a cache of its own.
        let conditions = protected(cache.export) + ["[ -z \"$CI_COMMIT_TAG\" ]"]
        return joined(
            [
                "cache=" + ShellWord.quoting(VariableText(cache.reference)),
                "set -- --import-cache " + word(["type": "registry", "ref": "$cache"]),
            ] + guarded(own + exporting(cache, to: "$cache"), conditions))
    }

    private static func exporting(_ cache: CacheStrategy, to reference: String) -> [String] {
        var written = cache
        written.reference = reference
        guard cache.export != .never, let attributes = written.exports(slug: nil) else { return [] }
        return ["set -- \"$@\" --export-cache " + ShellWord.quoting(VariableText(attributes.text))]
    }

    private static func protected(_ export: CacheSettings.Export) -> [String] {
        export == .protected ? ["[ \"$CI_COMMIT_REF_PROTECTED\" = true ]"] : []
    }

    /// Commands that run only where all conditions hold.
    private static func guarded(_ commands: [String], _ conditions: [String]) -> [String] {
        guard !commands.isEmpty, !conditions.isEmpty else { return commands }
        return ["if \(conditions.joined(separator: " && ")); then"] + commands.map { "  " + $0 } + ["fi"]
    }

    private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

    private static func inline(
        _ imports: [VariableText], _ export: CacheSettings.Export, _ fallback: VariableText?
    ) -> String {
        var lines = ["set --"]
        for reference in imports {
            lines.append("set -- \"$@\" --import-cache " + word(["type": "registry", "ref": reference.text]))
        }
        if let fallback {
            lines += [
                "default=$(printf %s \"$CI_DEFAULT_BRANCH\" | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9]/-/g' | cut -c1-63)",
                "set -- \"$@\" --import-cache " + word(["type": "registry", "ref": "\(fallback.text):$default"]),
            ]
        }
        if export != .never {
            lines += guarded(["set -- \"$@\" --export-cache type=inline"], protected(export))
        }
        return joined(lines)
    }

    private static func comment(_ cache: CacheStrategy) -> String {
        var sentences: [String] = []
        switch cache.scope {
        case .branch:
            sentences.append(
                "Each branch has a cache of its own and falls back to that of the default branch; one that is not there yet is passed over."
            )
        case .shared: sentences.append("The first build finds no cache yet and goes on.")
        }
        if cache.export == .protected {
            sentences.append("Only protected refs write cache, since it decides what later builds consist of.")
        }
        if cache.mode == .max, cache.export != .never {
            sentences.append("mode=max keeps the layers of every stage, not only of the last.")
        }
        if cache.ignoresErrors, cache.export != .never {
            sentences.append("A cache that cannot be written does not fail the build.")
        }
        return sentences.joined(separator: " ")
    }

    private static let whyInline =
        "The cache lies within the image and holds the last stage only; it is read from images of earlier pipelines."

    private static func word(_ attributes: KeyValuePairs<String, String>) -> String {
        ShellWord.quoting(VariableText(AttributeList(attributes).text))
    }
}
