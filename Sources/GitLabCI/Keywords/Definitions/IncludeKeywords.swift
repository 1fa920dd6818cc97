extension Grammar {
    /// - Parameter limit: how many files there may be.
    static func includes(limit: Int?) -> Grammar {
        Grammar(
            "include", .list(of: include),
            checks: [
                .always(.kinds([.list, .text], "an array or a string")),
                .always(
                    .custom { value in
                        guard let limit, let members = value.sequence, members.count > limit else { return [] }
                        return [
                            Violation(
                                "is too long (maximum is \(limit))",
                                plain: "names \(members.count) files, but at most \(limit) are allowed",
                                at: .span(members[limit].span))
                        ]
                    }),
            ])
    }

    static let include = Grammar(
        "include", .map,
        checks: [.always(.kinds([.map, .text], "a hash or a string")), .always(.custom(includeViolations))],
        keys: [
            Keyword("local", "A file of this project."),
            Keyword("file", "The file, or files, of another project."),
            Keyword("remote", "The address of a file."),
            Keyword("project", "Another project of the same GitLab."),
            Keyword("ref", "The branch, tag or commit of that project.", assumed: "the default branch"),
            Keyword("integrity", "The SHA-256 of a remote file, as sha256-… in Base64."),
            Keyword("cache", "Whether, or how long, a remote file is kept."),
            Keyword("template", "A template that comes with GitLab."),
            Keyword("artifact", "A file that another job made; only for child pipelines."),
            Keyword("inputs", "Values for the inputs of the file."),
            Keyword("job", "The job that made the artifact."),
            Keyword("rules", "When the file is included.", .optional(.maps), grammar: .includeRules),
            Keyword("component", "A component, as host/path/to/project/name@version."),
        ])

    private static func includeViolations(_ value: ConfigValue) -> [Violation] {
        guard let map = value.mapping else { return [] }
        var result: [Violation] = []
        if map.hasTruth("project"), map["file"]?.isBlank ?? true {
            result.append(Violation("must specify the file where to fetch the config from", plain: "lacks \"file\""))
        }
        result += integrityViolations(map)
        result += cacheViolations(map)
        if map.hasTruth("artifact"), map["job"]?.isBlank ?? true {
            result.append(Violation("must specify the job where to fetch the artifact from", plain: "lacks \"job\""))
        }
        return result
    }

    private static func integrityViolations(_ map: ConfigMapping) -> [Violation] {
        guard map.hasTruth("integrity") else { return [] }
        var result: [Violation] = []
        if map["remote"]?.isBlank ?? true {
            result.append(Violation("integrity can only be specified for remote includes", at: .key("integrity")))
        }
        guard let text = map["integrity"]?.string, text.hasPrefix("sha256-") else {
            return result + [Violation("integrity hash must start with 'sha256-'", at: .valueOf("integrity"))]
        }
        if !isBase64(text.dropFirst(7)) {
            result.append(Violation("integrity hash must be base64 encoded", at: .valueOf("integrity")))
        }
        return result
    }

    private static func isBase64(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count.isMultiple(of: 4) else { return false }
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2 else { return false }
        return bytes.dropLast(padding).allSatisfy { byte in
            byte != UInt8(ascii: "_") && ExpressionLexer.isWord(byte) || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: "/")
        }
    }

    private static func cacheViolations(_ map: ConfigMapping) -> [Violation] {
        guard let cache = map["cache"], !cache.isBlank else { return [] }
        var result: [Violation] = []
        if map["remote"]?.isBlank ?? true {
            result.append(Violation("cache can only be specified for remote includes", at: .key("cache")))
        }
        if cache.bool == true { return result }
        guard let text = cache.string else {
            return result + [Violation("cache must be a boolean or a duration string", at: .valueOf("cache"))]
        }
        if let seconds = Duration.seconds(text) {
            if seconds < 60 {
                result.append(Violation("cache duration must be at least 1 minute", at: .valueOf("cache")))
            }
        } else if text.lowercased() != "never" {
            result.append(Violation("cache contains an invalid duration", at: .valueOf("cache")))
        }
        return result
    }
}
