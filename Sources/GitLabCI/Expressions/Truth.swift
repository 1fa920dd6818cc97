/// True, false, or dependent on something unknown.
package enum Truth: Hashable, Sendable {
    case yes
    case no
    case unknown

    package init(_ value: Bool?) {
        switch value {
        case true?: self = .yes
        case false?: self = .no
        case nil: self = .unknown
        }
    }

    package var bool: Bool? {
        switch self {
        case .yes: true
        case .no: false
        case .unknown: nil
        }
    }
}
