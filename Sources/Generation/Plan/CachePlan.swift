import BuildKit
import BuildRequests

/// Where an image's build cache is read from and written to.
enum CachePlan: Equatable, Sendable {
    case none
    /// Within the image itself; read from these references.
    case inline(imports: [VariableText], fallsBackToDefaultBranch: VariableText?)
    /// In a reference of its own, which may hold variables.
    case registry(CacheStrategy)

    /// The references that the job reads or writes, to know where to log in.
    var references: [VariableText] {
        switch self {
        case .none: []
        case .inline(let imports, _): imports
        case .registry(let cache): [VariableText(cache.reference)]
        }
    }

    /// - Parameter tag: the tag of a cache reference that names none; differs between the images of a request.
    init(
        _ settings: CacheSettings, name: String, tags: TagPlan, tag: String, _ path: String,
        _ problems: inout ProblemList
    ) {
        let type = settings.type ?? CacheSettings.standardType
        if type != .registry {
            for (key, isSet) in [
                ("mode", settings.mode != nil), ("profile", settings.profile != nil),
                ("ignore-errors", settings.ignoresErrors != nil), ("ref", type == .none && settings.reference != nil),
                ("scope", type == .none && settings.scope != nil), ("export", settings.export != nil),
            ] where isSet {
                problems.report(
                    "\(path).cache.\(key)",
                    "the cache \"\(type.rawValue)\" does not have it; leave it out, or choose registry")
            }
        }
        switch type {
        case .none: self = .none
        case .inline:
            self = Self.inline(settings, name, tags, path, &problems)
        case .registry:
            // What is wrong with the image's name is said there.
            let reference =
                settings.reference.map { Self.tagged($0, tag, "\(path).cache.ref", &problems) }
                ?? "\(name):\(CacheSettings.standardTag)"
            var strategy = CacheStrategy(reference: reference)
            strategy.mode = settings.mode ?? CacheSettings.standardMode
            strategy.scope = settings.scope ?? CacheSettings.standardScope
            strategy.export = settings.export ?? CacheSettings.standardExport
            strategy.profile = settings.profile ?? CacheSettings.standardProfile
            strategy.ignoresErrors = settings.ignoresErrors ?? CacheSettings.standardIgnoresErrors
            self = .registry(strategy)
            if settings.reference == nil, case .fixed(let texts) = tags {
                for text in texts where text.text == CacheSettings.standardTag {
                    problems.report(
                        "\(path).tags",
                        "\"\(text.text)\" is where the cache is kept; choose another tag, or move the cache by --cache-ref"
                    )
                }
            }
        }
    }

    /// A reference with a tag, to which the name of a branch can be added.
    private static func tagged(_ text: String, _ tag: String, _ path: String, _ problems: inout ProblemList) -> String {
        guard let reference = problems.reference(text, path) else { return text }
        if reference.digest != nil {
            problems.report(path, "\"\(text)\" has a digest; a cache is written to a tag")
        }
        return reference.tag == nil ? "\(text):\(tag)" : text
    }

    /// What is read must be an image that an earlier job pushed with its cache.
    private static func inline(
        _ settings: CacheSettings, _ name: String, _ tags: TagPlan, _ path: String, _ problems: inout ProblemList
    ) -> CachePlan {
        if let reference = settings.reference {
            if problems.reference(reference, "\(path).cache.ref")?.digest != nil {
                problems.report("\(path).cache.ref", "\"\(reference)\" has a digest; name the tag whose cache is read")
            }
            return .inline(imports: [VariableText(reference)], fallsBackToDefaultBranch: nil)
        }
        guard case .fixed(let texts) = tags,
            let tag = texts.first(where: { $0.text == "$CI_COMMIT_REF_SLUG" || $0.text == "${CI_COMMIT_REF_SLUG}" })
                ?? texts.first(where: { $0.variables.isEmpty })
        else {
            problems.report(
                "\(path).cache.ref",
                "an inline cache is read from an image of an earlier pipeline; name it, such as \(name):latest"
            )
            return .none
        }
        let perBranch = !tag.variables.isEmpty && (settings.scope ?? CacheSettings.standardScope) == .branch
        return .inline(
            imports: [VariableText("\(name):\(tag.text)")],
            fallsBackToDefaultBranch: perBranch ? VariableText(name) : nil)
    }
}
