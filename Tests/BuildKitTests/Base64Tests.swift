import BuildKit
import Testing

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func theVectorsOfTheRFC(_ text: String, _ encoded: String) {
        #expect(Base64.encoded(text.utf8) == encoded)
        #expect(Base64.decoded(encoded) == Array(text.utf8))
    }

    @Test func everyByteComesBack() {
        let bytes = Array(UInt8.min...UInt8.max) + [255]
        #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        #expect(Base64.decoded("Zm9v\r\nYmFy\n") == Array("foobar".utf8))
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Zg=a", "=", "====", "Z===", "Zg==Zg==", "Zm9v!", "Zm-_"])
    func otherTextsAreRefused(_ text: String) {
        #expect(Base64.decoded(text) == nil)
    }
}
