import CLibCurl

/// One request on one handle: no redirect is followed, nothing is tried again.
struct CurlTransfer {
    let request: HTTPRequest
    let limits: HTTPLimits
    let authorities: CertificateAuthorities

    func perform(on handle: CurlHandle) throws(HTTPFailure) -> HTTPResponse {
        let curl = handle.pointer
        let body = ReceivedBody(limit: request.sizeLimit)
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_library_free_list(headers) }
        for line in headerLines { headers = curl_library_append(headers, line) ?? headers }
        let problem = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        problem.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { problem.deallocate() }

        set(curl, body, headers, problem)
        let payload = request.json ?? []
        let code = payload.withUnsafeBytes { bytes in
            if request.json != nil {
                curl_library_set_number(curl, CURLOPT_POST, 1)
                curl_library_set_size(curl, CURLOPT_POSTFIELDSIZE_LARGE, Int64(bytes.count))
                curl_library_set_pointer(
                    curl, CURLOPT_POSTFIELDS, bytes.baseAddress.map(UnsafeMutableRawPointer.init(mutating:)))
            }
            return withExtendedLifetime(body) { BrokenPipes.ignoring { curl_library_perform(curl) } }
        }
        defer { curl_library_set_pointer(curl, CURLOPT_ERRORBUFFER, nil) }
        guard code == CURLE_OK else {
            throw CurlProblem(request: request, limits: limits, authorities: authorities)
                .failure(code, detail: String(cString: problem), isTooLarge: body.isTooLarge)
        }
        let wait = Int(curl_library_size(curl, CURLINFO_RETRY_AFTER))
        return HTTPResponse(
            status: curl_library_number(curl, CURLINFO_RESPONSE_CODE), body: body.bytes,
            redirect: curl_library_text(curl, CURLINFO_REDIRECT_URL).map { String(cString: $0) },
            retryAfter: wait > 0 ? wait : nil)
    }

    private func set(
        _ curl: UnsafeMutableRawPointer, _ body: ReceivedBody, _ headers: UnsafeMutablePointer<curl_slist>?,
        _ problem: UnsafeMutablePointer<CChar>
    ) {
        curl_library_set_pointer(curl, CURLOPT_ERRORBUFFER, problem)
        curl_library_set_text(curl, CURLOPT_URL, request.address.text)
        curl_library_set_number(curl, CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
        curl_library_set_number(curl, CURLOPT_FOLLOWLOCATION, 0)
        curl_library_set_number(curl, CURLOPT_NOSIGNAL, 1)
        curl_library_set_number(curl, CURLOPT_CONNECTTIMEOUT_MS, limits.connectMilliseconds)
        curl_library_set_number(curl, CURLOPT_TIMEOUT_MS, limits.totalMilliseconds)
        curl_library_set_size(curl, CURLOPT_MAXFILESIZE_LARGE, Int64(request.sizeLimit))
        curl_library_set_text(curl, CURLOPT_USERAGENT, "buildkit-ci")
        curl_library_set_pointer(curl, CURLOPT_HTTPHEADER, headers.map(UnsafeMutableRawPointer.init))
        // The proxy gets no header that is meant for the server.
        curl_library_set_number(curl, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        if let file = request.authorities ?? authorities.file { curl_library_set_text(curl, CURLOPT_CAINFO, file) }
        if let directory = authorities.directory { curl_library_set_text(curl, CURLOPT_CAPATH, directory) }
        curl_library_set_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(body).toOpaque())
        curl_library_set_handler(curl, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let received = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<ReceivedBody>.fromOpaque(context).takeUnretainedValue().append(received)
        }
    }

    private var headerLines: [String] {
        var lines: [String] = []
        if request.json != nil {
            // Without a wait for "100 Continue", which not all proxies send.
            lines += ["Content-Type: application/json", "Expect:"]
        }
        if let token = request.token { lines.append("\(token.kind.header): \(token.value)") }
        return lines
    }
}

/// Time limits of one request, in milliseconds.
package struct HTTPLimits: Sendable {
    var connectMilliseconds = 10_000
    /// From the start to the last byte.
    var totalMilliseconds = 30_000

    package init() {}
}

/// What has arrived of a body.
private final class ReceivedBody {
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLarge = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// - Returns: how many bytes were taken; fewer than came ends the transfer.
    func append(_ received: UnsafeRawBufferPointer) -> Int {
        guard bytes.count + received.count <= limit else {
            isTooLarge = true
            return 0
        }
        bytes += received
        return received.count
    }
}
