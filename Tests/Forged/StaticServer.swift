import Foundation
import Glibc
import Synchronization

/// A web server on a free port of the loopback that answers GET with what a test says, well or badly. One connection after the
/// other, each kept open for further requests, as servers do.
final class StaticServer: Sendable {
    enum Answer: Sendable {
        case file([UInt8])
        case status(Int, head: String = "")
        /// States `length` bytes, sends these, and ends.
        case lying(length: Int, [UInt8])
        /// Goes on until the client has enough; with header lines or in the body.
        case endless(head: String, chunk: [UInt8])
        /// Takes the request and says nothing.
        case silent
    }

    typealias Answering = @Sendable (String) -> Answer

    private let listener: Int32
    private let answering: Mutex<Answering>
    private let asked = Mutex<[String]>([])
    let port: UInt16

    /// The files of a journal's folder, and 404 for others.
    static func files(_ folder: JournalFolder) -> Answering {
        { path in folder.files[path].map { .file($0) } ?? .status(404) }
    }

    init(_ answering: @escaping Answering) throws {
        self.answering = Mutex(answering)
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
        Thread.detachNewThread { [self] in accepting() }
    }

    var address: String { "http://127.0.0.1:\(port)/journal" }

    /// What was asked for below `/journal/`, in order.
    var requests: [String] { asked.withLock { $0 } }

    func answer(_ answering: @escaping Answering) { self.answering.withLock { $0 = answering } }

    /// Nobody answers from here on.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accepting() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            Thread.detachNewThread { [self] in
                while serve(client) {}
                close(client)
            }
        }
        close(listener)
    }

    /// - Returns: whether the connection goes on.
    private func serve(_ client: Int32) -> Bool {
        guard let request = Self.head(client), request.hasPrefix("GET /journal/") else { return false }
        let path = String(request.dropFirst("GET /journal/".count).prefix { $0 != " " })
        asked.withLock { $0.append(path) }
        switch answering.withLock({ $0 })(path) {
        case .file(let bytes):
            return Self.send(
                Array("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes, to: client)
        case .status(let code, let head):
            return Self.send(Array("HTTP/1.1 \(code) No\r\nContent-Length: 0\r\n\(head)\r\n".utf8), to: client)
        case .lying(let length, let bytes):
            _ = Self.send(Array("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n".utf8) + bytes, to: client)
            return false
        case .endless(let head, let chunk):
            guard Self.send(Array(head.utf8), to: client) else { return false }
            while Self.send(chunk, to: client) {}
            return false
        case .silent:
            sleep(10)
            return false
        }
    }

    private static func head(_ client: Int32) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while recv(client, &byte, 1, 0) == 1 {
            bytes.append(byte)
            if bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) { return String(decoding: bytes, as: UTF8.self) }
        }
        return nil
    }

    private static func send(_ bytes: [UInt8], to client: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
