import BuildRequests
import YAMLTree

/// A job as a list of keywords, before what several jobs share is written once.
struct Job {
    let name: String
    var entries: [YAMLValue.Entry]

    subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }
}

/// What several jobs share, as a hidden job that they extend.
enum SharedJob {
    /// The name of the hidden job.
    static let name = ".build-with-buildkit"

    /// The top-level entries of some jobs.
    static func entries(for jobs: [Job]) -> [YAMLValue.Entry] {
        guard let first = jobs.first, jobs.count > 1 else {
            return jobs.map { .init($0.name, .mapping($0.entries)) }
        }
        let shared = first.entries.filter { entry in jobs.allSatisfy { $0.entries.contains(entry) } }
        guard shared.count > 1 else { return jobs.map { .init($0.name, .mapping($0.entries)) } }
        let own = jobs.map { job in
            YAMLValue.Entry(
                job.name,
                .mapping([.init("extends", name)] + job.entries.filter { !shared.contains($0) }))
        }
        return [.init(name, .mapping(shared), comment: "What the jobs below have in common.")] + own
    }
}
