/// One output format: a pure function of what was found.
package protocol ReportRenderer: Sendable {
    /// The whole text, ending in a line break unless it is empty.
    func render(_ report: CheckReport) -> String
}
