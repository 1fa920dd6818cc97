import BuildKit
import Testing

@Suite struct CSVRecordTests {
    @Test(arguments: [
        ("", [""]), ("a", ["a"]), ("a,b=c,", ["a", "b=c", ""]), ("\"a,b\",c", ["a,b", "c"]), ("\"a\"\"b\"", ["a\"b"]),
        ("type=image,\"name=a,b\"", ["type=image", "name=a,b"]), ("\"\",x", ["", "x"]),
    ])
    func fieldsAreSplit(_ record: String, _ fields: [String]) throws {
        #expect(try CSVRecord.fields(record) == fields)
        #expect(try CSVRecord.fields(CSVRecord.joined(fields)) == fields)
    }

    @Test(arguments: ["a\"b", "\"a", "\"a\"b"])
    func malformedQuotesAreRefused(_ record: String) {
        #expect(throws: CSVRecord.Malformed.self) { try CSVRecord.fields(record) }
    }
}
