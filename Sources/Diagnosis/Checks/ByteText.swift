/// Numbers of bytes for people.
enum ByteText {
    static func text(_ bytes: UInt64) -> String {
        for (unit, power) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] where bytes >> power > 0 {
            let tenths = (bytes >> UInt64(power - 10)) * 10 / 1024
            return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(tenths / 10) \(unit)"
        }
        return "\(bytes) bytes"
    }
}
