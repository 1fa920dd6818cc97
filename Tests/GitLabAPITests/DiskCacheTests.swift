import FoundationEssentials
import Glibc
import Synchronization
import Testing

@testable import GitLabAPI

@Suite struct DiskCacheTests {
    let directory: TemporaryDirectory
    let key: CacheKey

    init() throws {
        directory = try TemporaryDirectory()
        key = CacheKey(kind: "remote", address: try #require(WebAddress("https://u:\(secret)@h/x.yml")))
    }

    private func cache(at time: Int, sizeLimit: Int = 1 << 20) -> DiskCache {
        DiskCache(directory: directory.path + "/a/b", sizeLimit: sizeLimit) { time }
    }

    @Test func hitExpiryAndPermanence() {
        cache(at: 1000).store([1, 2], for: key, isPermanent: false)
        #expect(cache(at: 1000).content(for: key) == [1, 2])
        #expect(cache(at: 1000 + 3599).content(for: key) == [1, 2])
        #expect(cache(at: 1000 + 3600).content(for: key) == nil)
        #expect(cache(at: 1000 + 3600).content(for: key, acceptsOld: true) == [1, 2])
        // A clock that was set back.
        #expect(cache(at: 500).content(for: key) == nil)
        cache(at: 2000).store([3], for: key, isPermanent: true)
        #expect(cache(at: 9_999_999).content(for: key) == [3])
    }

    @Test func kindsAreApart() {
        cache(at: 0).store([1], for: key, isPermanent: true)
        #expect(cache(at: 0).content(for: CacheKey(kind: "file", address: key.address)) == nil)
    }

    @Test func forTheUserAlone() throws {
        cache(at: 0).store(Array("content".utf8), for: key, isPermanent: true)
        var information = stat()
        #expect(stat("\(directory.path)/a/b", &information) == 0)
        #expect(information.st_mode & 0o777 == 0o700)
        let path = "\(directory.path)/a/b/\(key.hash)"
        #expect(stat(path, &information) == 0)
        #expect(information.st_mode & 0o777 == 0o600)
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(!text.contains(secret))
    }

    @Test(arguments: ["", "buildkit-ci-cache-1 0 permanent 00\nx", "other", "buildkit-ci-cache-1 0 permanent"])
    func aDamagedFileIsAbsent(_ text: String) throws {
        cache(at: 0).store([1], for: key, isPermanent: true)
        try directory.write(text, to: "a/b/\(key.hash)")
        #expect(cache(at: 0).content(for: key) == nil)
    }

    @Test func aLinkIsNotFollowed() throws {
        cache(at: 0).store([1], for: key, isPermanent: true)
        let path = "\(directory.path)/a/b/\(key.hash)"
        #expect(rename(path, path + "2") == 0)
        #expect(symlink(path + "2", path) == 0)
        #expect(cache(at: 0).content(for: key) == nil)
    }

    @Test func theSizeIsBounded() throws {
        let address = try #require(WebAddress("https://h/"))
        for number in 0..<40 {
            // Each run has a cache of its own, which looks at the size once.
            let key = CacheKey(kind: "\(number)", address: address)
            cache(at: 0, sizeLimit: 10_000).store([UInt8](repeating: 1, count: 1000), for: key, isPermanent: true)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/a/b")
        #expect((5...9).contains(names.count))
        cache(at: 0, sizeLimit: 10_000).store([UInt8](repeating: 1, count: 9000), for: key, isPermanent: true)
        #expect(cache(at: 0).content(for: key) == nil, "one answer must not take most of the room")
    }

    @Test func whatBrokenRunsLeftIsRemoved() throws {
        cache(at: 0).store([1], for: key, isPermanent: true)
        try directory.write("x", to: "a/b/old.1.1.tmp")
        cache(at: time(nil) + 7200).store([1], for: key, isPermanent: true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/a/b") == [key.hash])
    }

    @Test func aUselessDirectoryIsNoFailure() {
        let cache = DiskCache(directory: "/proc/nothing/here")
        cache.store([1], for: key, isPermanent: true)
        #expect(cache.content(for: key) == nil)
    }

    @Test func manyAtOnce() async throws {
        let contents = (0..<8).map { [UInt8](repeating: UInt8($0), count: 5000) }
        let path = directory.path
        let key = key
        let reads = await withTaskGroup(of: [[UInt8]?].self) { group in
            for content in contents {
                group.addTask {
                    let cache = DiskCache(directory: path)
                    return (0..<20).map { _ in
                        cache.store(content, for: key, isPermanent: true)
                        return cache.content(for: key)
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        // Whoever reads sees a whole content of somebody.
        #expect(reads.count == 160)
        #expect(reads.allSatisfy { $0.map(contents.contains) ?? false })
        #expect(directory.names == [key.hash])
    }

    @Test func theStandardDirectory() {
        #expect(DiskCache.standardDirectory(environment: ["HOME": "/h"]) == "/h/.cache/buildkit-ci")
        #expect(
            DiskCache.standardDirectory(environment: ["HOME": "/h", "XDG_CACHE_HOME": "/c"]) == "/c/buildkit-ci")
        #expect(DiskCache.standardDirectory(environment: ["XDG_CACHE_HOME": "relative"]) == nil)
    }
}
