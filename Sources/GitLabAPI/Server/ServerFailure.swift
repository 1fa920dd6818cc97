/// Why a server gave no usable answer.
package struct ServerFailure: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// There is no such project, or it is not for this user.
        case projectNotFound
        case referenceNotFound
        case fileNotFound
        case templateNotFound
        /// Something else is not there; not even GitLab, perhaps.
        case notFound
        /// No release fits the version of a component.
        ///
        /// - Parameter hasReleases: whether there are releases with other versions.
        case versionNotFound(hasReleases: Bool)
        /// The address of a component is not one of this server.
        case unsupportedComponent
        /// The answer to a remote include has this status.
        case status(Int)
        /// The token is missing, wrong, expired, or too weak.
        case unauthorized
        /// The server wants us to wait, for too long.
        case rateLimited
        /// The server failed.
        case server
        /// The content has another hash than the one that was asked for.
        case integrity
        /// Network is forbidden and the cache has nothing.
        case offline
        /// The answer is not what the API promises.
        case answer
        /// A text is no address, project or hash.
        case request
        case transport(HTTPFailure.Reason)
    }

    package let kind: Kind
    /// A sentence without secrets that says what happened and what to do.
    package let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ failure: HTTPFailure) { self.init(.transport(failure.reason), failure.message) }
}
