/// Where build cache is kept between jobs, and what becomes of it in the options of `buildctl`. The runner and the
/// generator both go by this.
package struct CacheStrategy: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// In a reference of its own.
        case registry
        /// Within the image: the last stage only.
        case inline
        case none
    }

    package enum Mode: String, CaseIterable, Sendable {
        /// The layers of every stage.
        case max
        /// Those of the last stage.
        case min
    }

    package enum Scope: String, CaseIterable, Sendable {
        /// One for each branch; the default branch's is the fallback.
        case branch
        /// One for all.
        case shared
    }

    package enum Export: String, CaseIterable, Sendable {
        /// On protected branches: nobody else can change what they build from.
        case protected
        case always, never
    }

    /// Registries that differ in the media types they accept.
    package enum Profile: String, CaseIterable, Sendable {
        case generic, ecr, harbor, gar, gitea, nexus
    }

    /// The tag that holds the cache when it is kept beside the image.
    package static let standardTag = "buildcache"

    package var kind = Kind.registry
    /// The image reference that holds the default branch's cache. Other branches add their slug to its tag.
    package var reference: String
    package var mode = Mode.max
    package var scope = Scope.branch
    package var export = Export.protected
    package var profile = Profile.generic
    /// Whether the build goes on when the cache cannot be written.
    package var ignoresErrors = true

    package init(reference: String) { self.reference = reference }

    /// Beside an image.
    ///
    /// - Parameter repository: its name without tag.
    package init(besideImage repository: String) { self.init(reference: "\(repository):\(Self.standardTag)") }

    /// Which cache is read, the nearest first. A reference that does not exist yet does no harm.
    ///
    /// - Parameter slug: that of the branch, as text or as a variable; nothing on the default branch.
    package func imports(slug: String?) -> [AttributeList] {
        guard kind == .registry else { return [] }
        let own = reference(slug: slug)
        return (own == reference ? [reference] : [own, reference]).map {
            AttributeList(["type": "registry", "ref": $0])
        }
    }

    /// What is written, where it is. Whether it is, `writes(_:)` says.
    ///
    /// - Parameter slug: as for `imports`.
    package func exports(slug: String?) -> AttributeList? {
        switch kind {
        case .none: return nil
        case .inline: return AttributeList(["type": "inline"])
        case .registry:
            var attributes: [(String, String)] = [
                ("type", "registry"), ("ref", reference(slug: slug)), ("mode", mode.rawValue),
            ]
            // What BuildKit does by itself since 0.21, said to older ones: these registries take no index for a cache.
            if profile != .generic { attributes += [("image-manifest", "true"), ("oci-mediatypes", "true")] }
            if ignoresErrors { attributes.append(("ignore-error", "true")) }
            return AttributeList(attributes)
        }
    }

    private func reference(slug: String?) -> String {
        guard scope == .branch, let slug, !slug.isEmpty else { return reference }
        return "\(reference)-\(slug)"
    }
}

/// What a pipeline's variables say about the branch whose cache is meant.
package struct CacheSituation: Equatable, Sendable {
    /// What stands for the branch in its cache reference; nothing on the default branch, and for a Git tag, which builds
    /// what the default branch has built before.
    package let slug: String?
    /// `CI_COMMIT_REF_PROTECTED`
    package let isProtected: Bool
    /// Whether the pipeline runs for a Git tag: no later one would read what it writes.
    package let isTag: Bool

    package init(environment: [String: String]) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        isTag = variable("CI_COMMIT_TAG") != nil
        isProtected = variable("CI_COMMIT_REF_PROTECTED") == "true"
        let branch = variable("CI_COMMIT_BRANCH") ?? variable("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME")
        if isTag || branch == nil || branch == variable("CI_DEFAULT_BRANCH") {
            slug = nil
        } else {
            slug = variable("CI_COMMIT_REF_SLUG") ?? branch.map(Self.slug)
        }
    }

    /// Whether cache is written here.
    package func writes(_ export: CacheStrategy.Export) -> Bool {
        switch export {
        case .always: true
        case .never: false
        case .protected: isProtected && !isTag
        }
    }

    /// As GitLab makes `CI_COMMIT_REF_SLUG`: lower case, at most 63 bytes, `-` for all but letters and digits, and none at
    /// the ends (<https://docs.gitlab.com/ci/variables/predefined_variables/>).
    package static func slug(_ name: String) -> String {
        let replaced = name.lowercased().unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "0"..."9": Character(scalar)
            default: "-"
            }
        }
        var slug = replaced.prefix(63)[...]
        while slug.first == "-" { slug.removeFirst() }
        while slug.last == "-" { slug.removeLast() }
        return String(slug)
    }
}
