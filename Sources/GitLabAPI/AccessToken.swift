/// A secret that identifies the user to GitLab, and the header that carries it. Nothing prints it.
package struct AccessToken: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A personal, project or group access token.
        case personal
        /// The token of the running job. It reads less than its user may.
        case job

        /// The environment variable that holds the token.
        package var variable: String { self == .personal ? "GITLAB_TOKEN" : "CI_JOB_TOKEN" }
        /// https://docs.gitlab.com/api/rest/authentication/
        var header: String { self == .personal ? "PRIVATE-TOKEN" : "JOB-TOKEN" }
    }

    package let kind: Kind
    let value: String

    /// Nil for a text that cannot stand in a header.
    init?(_ value: String, kind: Kind) {
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        self.kind = kind
        self.value = value
    }

    /// `GITLAB_TOKEN`, or else `CI_JOB_TOKEN` where `server` is the server of the job: a job's token is no business of
    /// any other.
    ///
    /// - Throws: when the variable holds what cannot be a token, such as a line break.
    package static func find(
        in environment: [String: String], for server: WebAddress
    ) throws(ServerFailure) -> AccessToken? {
        if let text = environment[Kind.personal.variable], !text.isEmpty { return try checked(text, .personal) }
        guard let text = environment[Kind.job.variable], !text.isEmpty,
            let own = environment["CI_SERVER_URL"].flatMap(WebAddress.init), own.origin == server.origin
        else { return nil }
        return try checked(text, .job)
    }

    private static func checked(_ text: String, _ kind: Kind) throws(ServerFailure) -> AccessToken {
        guard let token = AccessToken(text, kind: kind) else {
            throw ServerFailure(
                .unauthorized,
                "\(kind.variable) holds characters that no token has, such as a space or a line break; set it anew")
        }
        return token
    }
}

extension AccessToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(kind.header): [masked]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["value": "[masked]"]) }
}
