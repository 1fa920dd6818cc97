/// The last `capacity` bytes of a stream.
package struct RingBuffer: Sendable {
    private var storage: [UInt8] = []
    private var next = 0
    package let capacity: Int

    /// - Parameter capacity: in bytes, at least 1.
    package init(capacity: Int) { self.capacity = max(1, capacity) }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        for byte in bytes.suffix(capacity) {
            if storage.count < capacity {
                storage.append(byte)
            } else {
                storage[next] = byte
            }
            next = (next + 1) % capacity
        }
    }

    /// Oldest byte first.
    package var contents: [UInt8] {
        storage.count < capacity ? storage : Array(storage[next...] + storage[..<next])
    }
}
