import Foundation
import Glibc
import Testing

/// Answers every connection with the bytes that a test says, once it has read a request.
final class RawServer: Sendable {
    enum Answer: Sendable {
        case bytes([UInt8])
        /// These, then the chunk until the client has enough.
        case endless([UInt8], chunk: [UInt8])
        case silent
    }

    private let listener: Int32
    private let answer: Answer
    let port: UInt16

    init(_ answer: Answer) throws {
        self.answer = answer
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                serve(client)
                close(client)
            }
            close(listener)
        }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ client: Int32) {
        var heard: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        // The head and a checkpoint's request come together or one after the other; its last line begins with a dash.
        while !String(decoding: heard, as: UTF8.self).contains("\n— ") {
            let count = recv(client, &chunk, chunk.count, 0)
            guard count > 0 else { return }
            heard += chunk[..<count]
        }
        switch answer {
        case .bytes(let bytes): _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        case .endless(let head, let chunk):
            _ = send(client, head, head.count, Int32(MSG_NOSIGNAL))
            while send(client, chunk, chunk.count, Int32(MSG_NOSIGNAL)) > 0 {}
        case .silent: sleep(20)
        }
    }
}

/// What may answer in a witness's place, to the built `counterweight journal submit` (docs/spec/witnesses.md, W-4 to W-6).
@Suite struct HostileWitnessTests {
    struct Mischief: CustomTestStringConvertible {
        let testDescription: String
        let status: Int32
        let says: String
        let answer: RawServer.Answer
    }

    private static func plain(_ status: String, _ body: String, head: String = "") -> RawServer.Answer {
        .bytes(
            Array(
                "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(head)Connection: close\r\n\r\n\(body)"
                    .utf8))
    }

    private static let mischief = [
        Mischief(testDescription: "says nothing", status: 3, says: "silent or too slow", answer: .silent),
        Mischief(
            testDescription: "sends a body without end", status: 1, says: "has more than",
            answer: .endless(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), chunk: [UInt8](repeating: 0x20, count: 1 << 16))),
        Mischief(
            testDescription: "states a body without end", status: 1, says: "has more than",
            answer: .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".utf8))),
        Mischief(
            testDescription: "sends a head without end", status: 3, says: "libcurl’s error",
            answer: .endless(
                Array("HTTP/1.1 200 OK\r\n".utf8),
                chunk: Array("X-More: \(String(repeating: "x", count: 900))\r\n".utf8))),
        Mischief(
            testDescription: "points elsewhere", status: 1, says: "points to https://elsewhere.example/",
            answer: plain("307 No", "", head: "Location: https://elsewhere.example/\r\n")),
        Mischief(
            testDescription: "cuts off", status: 3, says: "the connection ended",
            answer: .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\n— w".utf8))),
        Mischief(
            testDescription: "speaks no HTTP", status: 3, says: "libcurl’s error",
            answer: .bytes(Array("SSH-2.0\r\n".utf8))),
        Mischief(
            testDescription: "thanks", status: 1, says: "is not a witness’s answer",
            answer: plain("200 OK", "thank you\n")),
        Mischief(
            testDescription: "signs nothing", status: 1, says: "is not a witness’s answer", answer: plain("200 OK", "")),
        Mischief(
            testDescription: "signs as another", status: 1, says: "holds no cosignature",
            answer: plain("200 OK", "— witness.example/w9 vKcLPAAAAAAAAAABAAAAAAAA\n")),
        Mischief(testDescription: "fails", status: 3, says: "answers with status 500", answer: plain("500 No", "x")),
        Mischief(
            testDescription: "states no size", status: 1, says: "is not a witness’s answer",
            answer: plain("409 No", "many\n")),
        Mischief(
            testDescription: "states a size for ever", status: 3, says: "ask again", answer: plain("409 No", "2\n")),
        Mischief(
            testDescription: "states more than there is", status: 1, says: "has seen 999,999 entries",
            answer: plain("409 No", "999999\n")),
    ]

    @Test(arguments: mischief) func nothingOfItIsKept(_ mischief: Mischief) throws {
        let world = try WitnessWorld()
        let server = try RawServer(mischief.answer)
        defer { server.stop() }
        try world.record("http://127.0.0.1:\(server.port)")
        let begun = Date()
        let run = try world.submit()
        #expect(run.status == mischief.status && run.output.contains(mischief.says), "\(run.all)")
        #expect(try world.cosigned() == nil && Date().timeIntervalSince(begun) < 30)
    }

    @Test func oneThatIsAwayKeepsNoOtherBack() throws {
        let world = try WitnessWorld()
        let server = try ServedWitness(world)
        try world.record(server.address)
        let away = try world.run(
            "counterweight-witness", ["keygen", "a.example", "--key", "a.key", "--notes", "a"]
        ).output.trimmingCharacters(in: .newlines)
        try world.done("journal witness add \(away) http://127.0.0.1:1")
        let run = try world.submit()
        #expect(run.status == 3 && run.output.contains("the server does not answer"), "\(run.all)")
        #expect(run.output.contains("\(WitnessWorld.witnessName) cosigned"))
        #expect(try world.submit("--witness \(WitnessWorld.witnessName)").status == 0)
        let french = try world.run("counterweight", "journal submit --witness a.example".words, language: "fr_FR.UTF-8")
        #expect(french.status == 3 && french.output.contains("le serveur ne répond pas"))
    }
}
