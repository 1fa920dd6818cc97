/// The jobs that `parallel` makes of one (https://docs.gitlab.com/ci/yaml/#parallel).
package enum ParallelJobs {
    package struct Instance: Sendable {
        package let name: String
        /// The variables of a matrix, in order.
        package let variables: [(name: String, value: String)]
        /// Which of how many.
        package let number: Int
        package let total: Int
    }

    /// Nil for a job that is not parallel. An empty matrix makes no job at all.
    package static func instances(of name: String, _ parallel: ConfigValue?) -> [Instance]? {
        guard let parallel, !parallel.isNull else { return nil }
        if let total = parallel.integer {
            return (1...max(total, 1)).map { number in
                Instance(name: "\(name) \(number)/\(total)", variables: [], number: number, total: total)
            }
        }
        let rows = (parallel["matrix"]?.sequence ?? []).flatMap { combinations(of: $0.mapping ?? ConfigMapping()) }
        return rows.enumerated().map { index, row in
            let values = row.map(\.value).joined(separator: ", ")
            return Instance(name: "\(name): [\(values)]", variables: row, number: index + 1, total: rows.count)
        }
    }

    /// The last variable changes fastest.
    private static func combinations(of map: ConfigMapping) -> [[(name: String, value: String)]] {
        guard !map.isEmpty else { return [] }
        var rows: [[(name: String, value: String)]] = [[]]
        for entry in map.entries {
            let values = (entry.value.sequence ?? [entry.value]).map(RubyText.string)
            rows = rows.flatMap { row in values.map { row + [(name: entry.name, value: $0)] } }
        }
        return rows
    }
}
