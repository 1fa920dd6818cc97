import BuildKit
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        ("null", "null"), (" [ 1 , -0.5e+3 , true , false ] ", "[1,-0.5e+3,true,false]"), ("{}", "{}"), ("[]", "[]"),
        (#"{"b":1,"a":{"c":[]},"b":2}"#, #"{"b":2,"a":{"c":[]}}"#),
        (#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, #""a\"\\/\u0008\u000c\n\r\té😀""#),
        (#""\ud83dx""#, "\"\u{fffd}x\""), ("12345678901234567890", "12345678901234567890"),
        ("\"\u{7f}\"", #""\u007f""#),
    ])
    func textsAreReadAndWritten(_ text: String, _ compact: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(value.compactText == compact)
        #expect(try JSONValue(parsing: value.prettyText) == value)
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("{a:1}", 1), ("01", 1), ("1.", 2), ("\"a", 2), ("\"\n\"", 1),
        ("\"\\x\"", 2), ("\"\\u12g4\"", 3), ("nul", 0), ("1 2", 2), ("{\"a\":1", 6), ("[1", 2), ("-", 1), ("'a'", 0),
        (String(repeating: "[", count: 300), 256),
    ])
    func errorsNameTheirPlace(_ text: String, _ offset: Int) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        do { _ = try JSONValue(parsing: text) } catch { #expect(error.offset == offset) }
    }

    @Test func objectsKeepTheirOrder() throws {
        var object: JSONObject = ["z": .null, "a": .bool(true)]
        object["m"] = .number("1")
        object["z"] = .string("again")
        object["a"] = nil
        #expect(object.keys == ["z", "m"])
        #expect(JSONValue.object(object).prettyText == "{\n  \"z\": \"again\",\n  \"m\": 1\n}")
        #expect(JSONValue.object(object)["m"]?.integer == 1)
    }
}
