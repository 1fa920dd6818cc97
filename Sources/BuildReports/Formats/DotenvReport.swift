import BuildKit

/// The image for the jobs that follow, as variables: `IMAGE` (the first reference), `IMAGE_DIGEST`, `IMAGE_REF` (name and
/// digest) and `IMAGE_TAGS` (all references, separated by commas). With several images each has its own, such as
/// `IMAGE_API_DIGEST`. A build that failed has none.
package enum DotenvReport: BuildReport {
    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        let made = builds.filter { $0.outcome == .success && (!$0.tags.isEmpty || $0.digest != nil) }
        var keys: Set<String> = []
        let named = made.map { (prefix: prefix($0, isOnly: builds.count == 1, &keys), build: $0) }
        var dotenv = DotenvText()
        var notes: [String] = []
        // What matters most of all images comes before what matters less of any.
        for kind in 0..<4 {
            for (prefix, build) in named {
                guard let (suffix, value) = variables(of: build)[kind] else { continue }
                if let refusal = dotenv.add(prefix + suffix, value) {
                    notes.append("\(prefix + suffix) is left out: \(refusal)")
                }
            }
        }
        return RenderedReport(text: dotenv.text, notes: notes)
    }

    /// The most important first.
    private static func variables(of build: BuildRecord) -> [(suffix: String, value: String)?] {
        let first = build.pushed.first ?? build.tags.first
        let repository = first.map(withoutTag)
        return [
            first.map { ("", $0) },
            build.digest.map { ("_DIGEST", $0) },
            build.digest.flatMap { digest in repository.map { ("_REF", "\($0)@\(digest)") } },
            build.tags.isEmpty ? nil : ("_TAGS", build.tags.joined(separator: ",")),
        ]
    }

    /// A colon before the last slash belongs to the registry's port.
    private static func withoutTag(_ reference: String) -> String {
        let name = reference.prefix { $0 != "@" }
        let slash = name.lastIndex(of: "/") ?? name.startIndex
        return String(name[slash...].lastIndex(of: ":").map { name[..<$0] } ?? name)
    }

    private static func prefix(_ build: BuildRecord, isOnly: Bool, _ taken: inout Set<String>) -> String {
        guard !isOnly else { return "IMAGE" }
        let name = "IMAGE_" + DotenvText.key(build.name)
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        return candidate
    }
}
