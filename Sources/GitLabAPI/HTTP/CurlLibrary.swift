import CLibCurl

/// libcurl, loaded on first use.
enum CurlLibrary {
    /// Nil when libcurl is ready, else what is wrong.
    static let problem: String? = curl_library_load().map { String(cString: $0) }
}

/// A connection of libcurl that can be used again, by one thread at a time.
struct CurlHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}
