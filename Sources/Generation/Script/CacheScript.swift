import BuildKit
import BuildRequests
import YAMLTree

/// The options of the build that import and export cache, as far as they depend on the pipeline: they become the shell's
/// arguments, which keep each word whole.
enum CacheScript {
    /// - Parameter deferred: the variables that decide, where inputs of a component do.
    static func item(for cache: CachePlan, deferredTo deferred: DeferredInputs = DeferredInputs()) -> YAMLValue.Item? {
        switch cache {
        case .none: nil
        case .registry(let cache) where deferred.cache != nil:
            .init(
                .scalar(choice(cache, deferred.cache ?? "", scope: deferred.cacheScope)), comment: comment(cache))
        case .registry(let cache): .init(.scalar(registry(cache)), comment: comment(cache))
        case .inline(let imports, let fallback):
            .init(.scalar(inline(imports, fallback)), comment: whyInline)
        }
    }

    /// The script for every way to export, and for no cache.
    private static func choice(_ cache: CacheStrategy, _ variable: String, scope: String?) -> String {
        let ways = CacheSettings.Export.allCases.map { export in
            var cache = cache
            cache.export = export
            return (option: export.rawValue, script: registry(cache, deferredScope: scope))
        }
        return ShellChoice.script(on: variable, ways + [("none", "set --\n")])
    }

    /// - Parameter deferredScope: the variable that says whether branches have caches of their own.
    private static func registry(_ cache: CacheStrategy, deferredScope: String? = nil) -> String {
        let conditions = written(cache.export)
        guard cache.scope == .branch else {
            let lines = ["set -- --import-cache " + word(["type": "registry", "ref": cache.reference])]
            return joined(lines + guarded(exporting(cache, to: cache.reference), conditions))
        }
        // A tag builds what the default branch has built before.
        let isBranch = conditions.isEmpty ? [notTag] : []
        let isScope = deferredScope.map { ["[ \"$\($0)\" = \(CacheSettings.Scope.branch.rawValue) ]"] } ?? []
        let own = guarded(
            [
                "cache=$cache-$CI_COMMIT_REF_SLUG",
                "set -- --import-cache \(word(["type": "registry", "ref": "$cache"])) \"$@\"",
            ], isScope + isBranch + ["[ \"$CI_COMMIT_BRANCH\" != \"$CI_DEFAULT_BRANCH\" ]"])
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

    private static let notTag = "[ -z \"$CI_COMMIT_TAG\" ]"

    /// Where cache is written, as `CacheSituation` has it; no condition for everywhere.
    private static func written(_ export: CacheSettings.Export) -> [String] {
        export == .protected ? ["[ \"$CI_COMMIT_REF_PROTECTED\" = true ]", notTag] : []
    }

    /// Commands that run only where all conditions hold.
    private static func guarded(_ commands: [String], _ conditions: [String]) -> [String] {
        guard !commands.isEmpty, !conditions.isEmpty else { return commands }
        return ["if \(conditions.joined(separator: " && ")); then"] + commands.map { "  " + $0 } + ["fi"]
    }

    private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

    private static func inline(_ imports: [VariableText], _ fallback: VariableText?) -> String {
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
        return joined(lines + ["set -- \"$@\" --export-cache type=inline"])
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
            sentences.append("Only protected branches write cache, since it decides what later builds consist of.")
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
