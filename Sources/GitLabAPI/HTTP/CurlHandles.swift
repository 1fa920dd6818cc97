import CLibCurl
import Synchronization

/// Handles that wait for their next request, so that connections stay open and no two threads share one.
final class CurlHandles: Sendable {
    private let idle = Mutex<[CurlHandle]>([])

    /// A handle with the defaults of libcurl; nil when there is no memory for one.
    func take() -> CurlHandle? {
        if let handle = idle.withLock({ $0.popLast() }) {
            curl_library_reset(handle.pointer)
            return handle
        }
        return curl_library_handle().map(CurlHandle.init(pointer:))
    }

    func giveBack(_ handle: CurlHandle) { idle.withLock { $0.append(handle) } }

    deinit {
        idle.withLock { handles in
            for handle in handles { curl_library_free(handle.pointer) }
        }
    }
}
