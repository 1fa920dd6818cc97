/// The kinds of members that `needs` may have, by their names in GitLab's messages.
package enum NeedKind: String, Sendable, CaseIterable {
    /// A job of the same pipeline.
    case job
    /// A job of another pipeline or project.
    case crossDependency = "cross_dependency"
    /// A pipeline that a job mirrors.
    case bridge

    /// The kind of a member; nil for one that GitLab does not know.
    package static func of(_ member: ConfigValue) -> NeedKind? {
        switch member.content {
        case .string: return .job
        case .mapping(let map):
            if map.contains("job"), !map.contains("project"), !map.contains("ref") {
                return map.contains("pipeline") ? .crossDependency : .job
            }
            if !map.contains("job"), !map.contains("project") { return .bridge }
            return .crossDependency
        default: return nil
        }
    }
}
