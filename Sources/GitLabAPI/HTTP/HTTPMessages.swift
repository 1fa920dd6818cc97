/// One request.
struct HTTPRequest: Sendable {
    var address: WebAddress
    /// Sent with POST; without one the request is a GET.
    var json: [UInt8]?
    /// Goes to the origin of `address` only, never along a redirect to another.
    var token: AccessToken?
    /// The certificate authorities to trust instead of those of the client.
    var authorities: String?
    /// The largest body that is taken, in bytes.
    var sizeLimit: Int
}

/// The answer to a request, after redirects.
struct HTTPResponse: Sendable {
    var status: Int
    var body: [UInt8]
    /// Where a redirect leads to.
    var redirect: String?
    /// Seconds to wait, from `Retry-After`; nil without that header.
    var retryAfter: Int?
    /// The last redirect left the origin that the token is for, so that the answer is one for nobody in particular.
    var lostToken = false

    var isSuccess: Bool { (200..<300).contains(status) }
}
