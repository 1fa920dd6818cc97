/// A version such as `1.4.0` or `v2.0.0-rc.1` (https://semver.org), the only kind that the catalog of components takes.
package struct SemanticVersion: Hashable {
    let major: Int
    let minor: Int
    let patch: Int
    /// What follows a hyphen.
    let prerelease: [String]

    /// Nil for a text that is no whole version.
    package init?(_ text: String) {
        var rest = text.hasPrefix("v") ? text.dropFirst() : Substring(text)
        if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
        var prerelease: [String] = []
        if let hyphen = rest.firstIndex(of: "-") {
            prerelease = rest[rest.index(after: hyphen)...]
                .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard !prerelease.contains(where: \.isEmpty) else { return nil }
            rest = rest[..<hyphen]
        }
        let numbers = rest.split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
            return nil
        }
        (self.major, self.minor, self.patch) = (major, minor, patch)
        self.prerelease = prerelease
    }

    static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}

/// A version of a component that the catalog has to resolve: `~latest`, `1` or `1.2`.
///
/// https://docs.gitlab.com/ci/components/#component-versions
enum CatalogVersion: Hashable {
    case latest
    case partial(major: Int, minor: Int?)

    /// Nil for a version that names a tag, a branch or a commit.
    package init?(_ text: String) {
        if text == "~latest" {
            self = .latest
            return
        }
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map(SemanticVersion.number)
        guard (1...2).contains(numbers.count), let major = numbers[0] else { return nil }
        if numbers.count == 2 {
            guard let minor = numbers[1] else { return nil }
            self = .partial(major: major, minor: minor)
        } else {
            self = .partial(major: major, minor: nil)
        }
    }

    /// Pre-releases are never chosen this way.
    func includes(_ version: SemanticVersion) -> Bool {
        guard version.prerelease.isEmpty else { return false }
        switch self {
        case .latest: return true
        case .partial(let major, let minor):
            return version.major == major && (minor.map { $0 == version.minor } ?? true)
        }
    }

    /// The tag of the highest version that fits.
    func best(of tags: [String]) -> String? {
        tags.compactMap { tag in SemanticVersion(tag).map { (tag, $0) } }.filter { includes($0.1) }
            .max { ($0.1.major, $0.1.minor, $0.1.patch) < ($1.1.major, $1.1.minor, $1.1.patch) }?.0
    }
}
