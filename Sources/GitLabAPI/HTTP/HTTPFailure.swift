/// Why there is no answer to a request.
package struct HTTPFailure: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// libcurl is not installed or does not work.
        case library
        case address
        case resolve
        case connect
        case timeout
        /// The server's certificate is not trusted, or the connection could not be secured.
        case certificate
        /// The file of certificate authorities cannot be read.
        case authorities
        case proxy
        case size
        case redirect
        /// The connection broke.
        case interrupted
    }

    package let reason: Reason
    /// A sentence without secrets that says what happened and what to do.
    package let message: String
}
