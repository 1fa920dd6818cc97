/// The expressions that stand for facts of the pipeline, in `value`, `enable`, `prefix`, `suffix`, labels, annotations.
package struct MetadataExpressions: Sendable {
    let context: MetadataContext

    package init(context: MetadataContext) { self.context = context }

    /// - Throws: `MetadataError` for a malformed or unknown expression.
    package func rendered(_ text: String) throws(MetadataError) -> String {
        guard text.contains("{{") else { return text }
        return try MetadataTemplate(text).rendered { expression throws(MetadataError) in
            switch expression.name {
            case "branch":
                if case .branch(let branch) = context.ref { branch } else { "" }
            case "tag":
                if case .tag(let tag) = context.ref { tag } else { "" }
            case "sha": context.shortSHA
            case "base_ref":
                // GitLab does not say on which branch a tag was made.
                if case .mergeRequest(_, let target?) = context.ref { target } else { "" }
            case "is_default_branch": context.isDefaultBranch ? "true" : "false"
            case "is_not_default_branch": context.isDefaultBranch ? "false" : "true"
            default: try date(expression)
            }
        }
    }

    /// `{{date 'YYYYMMDD' tz='+09:00'}}` and `commit_date`; nothing for any other expression.
    ///
    /// - Throws: `MetadataError`.
    func date(_ expression: MetadataTemplate.Expression) throws(MetadataError) -> String? {
        let instant: Instant
        switch expression.name {
        case "date": instant = context.date
        case "commit_date":
            guard let commitDate = context.commitDate else {
                throw MetadataError("{{commit_date}} needs CI_COMMIT_TIMESTAMP, which is not set")
            }
            instant = commitDate
        default: return nil
        }
        for name in expression.options.keys where name != "tz" {
            throw MetadataError("{{\(expression.name)}} has the unknown option \"\(name)\"; only tz is known")
        }
        guard let format = expression.arguments.first, expression.arguments.count == 1 else {
            throw MetadataError("{{\(expression.name)}} needs one format; write {{\(expression.name) 'YYYYMMDD'}}")
        }
        let offset = try offset(of: expression.options["tz"] ?? "UTC", at: instant)
        return try MomentFormat.format(CivilDate(instant, offset: offset), format)
    }

    /// Seconds east of UTC.
    ///
    /// - Throws: `MetadataError` for a zone that cannot be told.
    private func offset(of zone: String, at instant: Instant) throws(MetadataError) -> Int {
        if let offset = Instant.offset(zone) { return offset }
        let instead = "write UTC, an offset such as tz='+09:00'"
        switch context.zone(zone) {
        case .file(let bytes):
            guard let file = TimeZoneFile(bytes) else {
                throw MetadataError("the system's file of the time zone \"\(zone)\" cannot be read; \(instead)")
            }
            return file.offset(at: instant)
        case .unknown:
            throw MetadataError(
                "time zone \"\(zone)\" is not in the system's database; \(instead), or a name such as Europe/Berlin")
        case .noDatabase:
            throw MetadataError(
                "time zone \"\(zone)\" cannot be told, since there is no time zone database; \(instead), or install tzdata"
            )
        }
    }
}
