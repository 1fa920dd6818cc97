import Synchronization

/// Sends requests over libcurl, which honours the usual variables for proxies (`https_proxy`, `http_proxy`, `all_proxy`,
/// `no_proxy`). Follows a few redirects, and tries again what failed for a moment.
package final class HTTPClient: Sendable {
    private let limits: HTTPLimits
    private let retry: RetryPolicy
    private let authorities: CertificateAuthorities
    private let handles = CurlHandles()
    /// Servers that could not be reached: each further request to them would wait as long again.
    private let unreachable = Mutex<[String: HTTPFailure]>([:])

    /// Seconds that were waited between attempts.
    private let waited = Mutex(0.0)

    private static let redirectLimit = 5

    package init(
        authorities: CertificateAuthorities = .init(), limits: HTTPLimits = .init(), retry: RetryPolicy = .init()
    ) {
        self.limits = limits
        self.retry = retry
        self.authorities = authorities
    }

    /// The file of authorities that only the GitLab server is checked with.
    var serverAuthorities: String? { authorities.serverFile }

    /// Sends a request and returns the last answer, whatever its status.
    func send(_ first: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
        var request = first
        var lostToken = false
        for _ in 0...Self.redirectLimit {
            var response = try sendUntilAnswered(request)
            guard [301, 302, 303, 307, 308].contains(response.status), let target = response.redirect else {
                response.lostToken = lostToken
                return response
            }
            request = try redirected(request, to: target, status: response.status)
            if first.token != nil, request.token == nil { lostToken = true }
        }
        throw HTTPFailure(
            reason: .redirect,
            message: "\(first.address.shown) redirects more than \(Self.redirectLimit) times; use the final address")
    }

    /// The request for the target of a redirect. A token stays behind where the origin changes, and a body is sent only
    /// where the status says so.
    private func redirected(
        _ request: HTTPRequest, to target: String, status: Int
    ) throws(HTTPFailure) -> HTTPRequest {
        let from = request.address
        guard let address = WebAddress(target) else {
            throw HTTPFailure(
                reason: .redirect, message: "\(from.shown) redirects to what is no http or https address")
        }
        guard from.scheme == .http || address.scheme == .https else {
            throw HTTPFailure(
                reason: .redirect,
                message: "\(from.shown) redirects to \(address.shown), which is not secured; this is not followed")
        }
        guard request.json == nil || status == 307 || status == 308 else {
            throw HTTPFailure(
                reason: .redirect,
                message: "\(from.shown) redirects to \(address.shown), which cannot be followed with a POST; "
                    + "use that address as the server's")
        }
        var next = request
        next.address = address
        if address.origin != from.origin {
            next.token = nil
            next.authorities = nil
        }
        return next
    }

    private func sendUntilAnswered(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
        var attempt = 1
        while true {
            do throws(HTTPFailure) {
                let response = try sendOnce(request)
                guard RetryPolicy.isTemporary(response.status),
                    waits(before: attempt + 1, retryAfter: response.retryAfter)
                else { return response }
            } catch {
                guard error.reason == .interrupted, waits(before: attempt + 1, retryAfter: nil) else { throw error }
            }
            attempt += 1
        }
    }

    /// Waits before an attempt; false when there is to be none.
    private func waits(before attempt: Int, retryAfter: Int?) -> Bool {
        guard let delay = retry.delay(before: attempt, retryAfter: retryAfter) else { return false }
        let isPossible = waited.withLock { waited in
            guard waited + delay <= retry.totalWait else { return false }
            waited += delay
            return true
        }
        if isPossible { retry.wait(delay) }
        return isPossible
    }

    private func sendOnce(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
        let origin = request.address.origin
        if let failure = unreachable.withLock({ $0[origin] }) { throw failure }
        if let problem = CurlLibrary.problem {
            throw HTTPFailure(
                reason: .library, message: "libcurl is needed to ask a server and cannot be loaded (\(problem))")
        }
        guard let handle = handles.take() else {
            throw HTTPFailure(reason: .library, message: "libcurl has no memory for a connection")
        }
        defer { handles.giveBack(handle) }
        do throws(HTTPFailure) {
            return try CurlTransfer(request: request, limits: limits, authorities: authorities).perform(on: handle)
        } catch {
            if [.resolve, .connect, .timeout, .certificate, .authorities, .proxy].contains(error.reason) {
                unreachable.withLock { $0[origin] = error }
            }
            throw error
        }
    }
}
