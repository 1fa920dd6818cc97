/// What a system has on a named time zone.
package enum TimeZoneSource: Equatable, Sendable {
    /// The bytes of its file.
    case file([UInt8])
    /// The database has no such zone.
    case unknown
    case noDatabase
}

/// A time zone as the files of `/usr/share/zoneinfo` describe it (RFC 8536, versions 2 to 4).
package struct TimeZoneFile: Equatable, Sendable {
    /// Seconds since 1970 and the offset that counts from then on, ascending.
    private let transitions: [(time: Int64, offset: Int)]
    /// Before the first transition.
    private let firstOffset: Int
    /// After the last transition.
    private let rule: TimeZoneRule?

    package static func == (left: TimeZoneFile, right: TimeZoneFile) -> Bool {
        left.firstOffset == right.firstOffset && left.rule == right.rule
            && left.transitions.elementsEqual(right.transitions, by: ==)
    }

    /// - Parameter bytes: the whole file.
    /// - Returns: nothing where it is no such file.
    package init?(_ bytes: [UInt8]) {
        // The first block has times of 32 bits for old readers; the second, of 64 bits, is the one to read.
        guard let old = Header(bytes, at: 0), old.version >= UInt8(ascii: "2") else { return nil }
        let start = Header.size + old.dataSize(timeSize: 4)
        guard let header = Header(bytes, at: start) else { return nil }
        let times = start + Header.size
        let indexes = times + header.timeCount * 8
        let types = indexes + header.timeCount
        let end = times + header.dataSize(timeSize: 8)
        guard bytes.count > end, header.typeCount > 0 else { return nil }
        var offsets: [Int] = []
        for type in 0..<header.typeCount {
            offsets.append(Int(Int32(truncatingIfNeeded: Self.number(bytes, types + type * 6, size: 4))))
        }
        var transitions: [(time: Int64, offset: Int)] = []
        for index in 0..<header.timeCount {
            let type = Int(bytes[indexes + index])
            guard type < offsets.count else { return nil }
            transitions.append((Self.number(bytes, times + index * 8, size: 8), offsets[type]))
        }
        self.transitions = transitions
        firstOffset = offsets[0]
        rule = TimeZoneRule(String(decoding: bytes[(end + 1)...].prefix { $0 != 0x0a }, as: UTF8.self))
    }

    /// Seconds east of UTC at some time.
    package func offset(at instant: Instant) -> Int {
        let seconds = CivilDate(instant, offset: 0).unixSeconds
        if transitions.last.map({ $0.time <= seconds }) ?? true, let rule { return rule.offset(at: instant) }
        return transitions.last { $0.time <= seconds }?.offset ?? firstOffset
    }

    /// A big-endian number.
    private static func number(_ bytes: [UInt8], _ start: Int, size: Int) -> Int64 {
        Int64(truncatingIfNeeded: bytes[start..<(start + size)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    private struct Header {
        static let size = 44
        let version: UInt8
        let timeCount: Int
        let typeCount: Int
        /// UT indicators, standard indicators, leap seconds, characters of names.
        private let counts: (ut: Int, standard: Int, leap: Int, characters: Int)

        init?(_ bytes: [UInt8], at start: Int) {
            guard bytes.count >= start + Self.size, bytes[start...].starts(with: "TZif".utf8) else { return nil }
            func count(_ index: Int) -> Int { Int(TimeZoneFile.number(bytes, start + 20 + index * 4, size: 4)) }
            version = bytes[start + 4]
            counts = (count(0), count(1), count(2), count(5))
            timeCount = count(3)
            typeCount = count(4)
        }

        func dataSize(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + counts.characters + counts.leap * (timeSize + 4)
                + counts.standard + counts.ut
        }
    }
}
