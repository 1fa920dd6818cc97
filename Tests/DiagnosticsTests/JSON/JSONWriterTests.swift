import Diagnostics
import Foundation
import Testing

struct JSONWriterTests {
    @Test func `objects keep their order and leave out what is nil`() {
        let value: JSON = .object(["b": 1, "a": nil, "c": .array([true, .null, .number("1e400")]), "d": .object([:])])
        #expect(value.text == #"{"b":1,"c":[true,null,1e400],"d":{}}"#)
        #expect(
            value.prettyText == """
                {
                  "b": 1,
                  "c": [
                    true,
                    null,
                    1e400
                  ],
                  "d": {}
                }
                """)
    }

    @Test(arguments: ["", "\"\\/", "a\nb\r\tc", "\u{0}\u{1F}\u{7F}\u{1B}[0m", "äöü 日本 🚀", "\u{2028}\u{FEFF}"])
    func `any text survives`(text: String) throws {
        let data = Data(JSON.array([.string(text)]).text.utf8)
        #expect(try JSONDecoder().decode([String].self, from: data) == [text])
        #expect(data.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
}
