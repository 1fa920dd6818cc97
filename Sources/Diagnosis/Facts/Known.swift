/// Something that was looked up on the machine. What could not be found out is never taken for an answer.
package enum Known<Value: Sendable>: Sendable {
    case value(Value)
    /// There is no such thing here.
    case absent
    /// It could not be found out.
    case unknown(because: String)

    /// The value, where there is one.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Why it is not known; nothing where it is, or is known to be absent.
    package var reason: String? {
        if case .unknown(let reason) = self { reason } else { nil }
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Known<Other> {
        switch self {
        case .value(let value): .value(transform(value))
        case .absent: .absent
        case .unknown(let reason): .unknown(because: reason)
        }
    }
}

extension Known: Equatable where Value: Equatable {}
