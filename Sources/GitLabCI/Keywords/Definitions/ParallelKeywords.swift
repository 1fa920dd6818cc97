extension Grammar {
    /// The most jobs that one job may become.
    static let parallelLimit = 200

    /// Counting goes no further than this, so that no product overflows.
    private static let countLimit = 1_000_000_000

    private static let matrixVariables = Grammar(
        "variables",
        checks: [.always(.matrixVariables), .always(.minimumLength(1, message: "requires at least 1 items"))])

    private static let matrix = Grammar(
        "matrix", .list(of: matrixVariables), checks: [.always(.maps)],
        late: [
            LateCheck { situation in
                guard situation.isOpen, let members = situation.value.sequence else { return [] }
                let count = members.reduce(0) { sum, member in
                    let product = (member.mapping?.entries ?? []).reduce(1) { product, entry in
                        min(product, countLimit) * min(memberCount(entry.value), countLimit)
                    }
                    return min(sum + product, countLimit)
                }
                guard count > parallelLimit else { return [] }
                return [
                    Violation(
                        "generates too many jobs (maximum is \(parallelLimit))",
                        plain: "makes \(count) jobs, but at most \(parallelLimit) are allowed")
                ]
            }
        ])

    private static func memberCount(_ value: ConfigValue) -> Int {
        switch value.content {
        case .null: 0
        case .sequence(let members): members.count
        case .mapping(let map): map.count
        default: 1
        }
    }

    static func parallel(allowsNumber: Bool) -> Grammar {
        let number = Grammar(
            "parallel builds",
            checks: [
                .always(.wholeNumber(1...parallelLimit)),
                .always(
                    .custom { _ in
                        [
                            Violation(
                                "cannot use \"parallel: <number>\".",
                                plain: "of a job with trigger can only be a matrix")
                        ]
                    }
                ) { _ in !allowsNumber },
            ])
        let map = Grammar(
            "matrix builds", .map, checks: [.always(.required(["matrix"]))],
            keys: [
                Keyword("matrix", "Lists of variables; there is a job for each combination.", grammar: matrix)
            ])
        return Grammar(
            "parallel",
            .choice(
                [Alternative(.number, number), Alternative(.map, map)],
                otherwise: Refusal("should be an integer or a hash")))
    }
}
