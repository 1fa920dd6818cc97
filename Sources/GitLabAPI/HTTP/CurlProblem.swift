import CLibCurl

/// Puts libcurl's errors into words.
struct CurlProblem {
    let request: HTTPRequest
    let limits: HTTPLimits
    let authorities: CertificateAuthorities

    func failure(_ code: CURLcode, detail: String, isTooLarge: Bool) -> HTTPFailure {
        let address = request.address.shown
        let host = request.address.hostAndPort
        let plain = detail.isEmpty ? String(cString: curl_library_error(code)) : detail
        let detail = SecretFilter(request).clean(plain)
        if isTooLarge || code == CURLE_FILESIZE_EXCEEDED {
            return HTTPFailure(
                reason: .size,
                message: "the answer of \(address) is larger than \(request.sizeLimit) bytes, which no configuration is"
            )
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return HTTPFailure(
                reason: .resolve,
                message: "the host of \(address) has no address (\(detail)); check the name and the network")
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            return HTTPFailure(
                reason: .proxy,
                message:
                    "the proxy for \(address) does not work (\(detail)); check https_proxy, http_proxy and no_proxy")
        case CURLE_COULDNT_CONNECT:
            return HTTPFailure(
                reason: .connect,
                message: "no connection to \(address) (\(detail)); check the address, the network and https_proxy")
        case CURLE_OPERATION_TIMEDOUT:
            return HTTPFailure(
                reason: .timeout,
                message: "\(address) did not answer within \(limits.totalMilliseconds / 1000) s (\(detail)); try again")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            return HTTPFailure(
                reason: .certificate,
                message: "the certificate of \(host) is not trusted (\(detail)); "
                    + "give the certificate of its authority with --ca-file or SSL_CERT_FILE")
        case CURLE_SSL_CACERT_BADFILE:
            let file = request.authorities ?? authorities.file ?? authorities.directory ?? "of the system"
            return HTTPFailure(
                reason: .authorities,
                message: "the file of certificate authorities \"\(file)\" cannot be read; it has to be in PEM format")
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
            return HTTPFailure(
                reason: .certificate, message: "the connection to \(host) could not be secured (\(detail))")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return HTTPFailure(reason: .address, message: "libcurl does not take the address \(address) (\(detail))")
        default:
            return HTTPFailure(reason: .interrupted, message: "the connection to \(address) broke (\(detail))")
        }
    }
}
