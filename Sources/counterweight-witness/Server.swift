import CLibMicroHTTPD
import Glibc
import TransparencyLog

/// C2SP tlog-witness v1.0.0 over HTTP, by libmicrohttpd in one thread of its own: `POST /add-checkpoint`, and for monitors
/// `GET /<SHA-256 of the origin>/checkpoint`.
final class Server {
    /// Of one request's body that is read on, so that its sender hears why it is refused; behind it the connection ends.
    private static let sentMax = 4 * AddCheckpointRequest.bytesMax
    private static let connectionsMax: UInt32 = 200
    /// Seconds in which a connection may say nothing.
    private static let silenceMax: UInt32 = 10
    /// Of a request's head.
    private static let headBytesMax = 32 << 10
    static let path = "/add-checkpoint"

    private let desk: Desk
    /// Tells the operator.
    private let tell: (Outcome) -> Void
    private var daemon: OpaquePointer?
    let port: UInt16

    /// What became of a request.
    enum Outcome {
        case decided(Desk.Told)
        case failed(WitnessFault)
    }

    /// - Parameter listener: a socket that listens; it is closed with the server.
    init(_ desk: Desk, on listener: Listener, tell: @escaping (Outcome) -> Void) throws(WitnessFault) {
        self.desk = desk
        self.tell = tell
        port = listener.port
        daemon = shim_start(
            listener.descriptor, { Server.answer($0, $1, $2, $3, $5, $6, $7) },
            Unmanaged.passUnretained(self).toOpaque(),
            { _, _, request, _ in
                guard let kept = request?.pointee else { return }
                Unmanaged<Request>.fromOpaque(kept).release()
                request?.pointee = nil
            }, Self.connectionsMax, Self.silenceMax, Self.headBytesMax)
        guard daemon != nil else { throw .noServer }
    }

    /// Ends once the request at work is answered.
    func stop() {
        if let daemon { MHD_stop_daemon(daemon) }
        daemon = nil
    }

    /// A request as it comes in.
    private final class Request {
        var body: [UInt8] = []
        var sent = 0
    }

    /// What goes back.
    private struct Response {
        var status: Int
        var body: [UInt8] = []
        var headers: [(String, String)] = []
    }

    /// Called by libmicrohttpd: once with the head, once for each piece of the body, once behind it.
    private static func answer(
        _ server: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
        _ method: UnsafePointer<CChar>?, _ piece: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int>?,
        _ kept: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let server, let connection, let url, let method, let count, let kept else { return .NO }
        let this = Unmanaged<Server>.fromOpaque(server).takeUnretainedValue()
        let (path, verb) = (String(cString: url), String(cString: method))
        guard let pointer = kept.pointee else {
            kept.pointee = Unmanaged.passRetained(Request()).toOpaque()
            // Refused by its head, a body is not waited for.
            guard let refused = refusal(of: verb, path, stating: length(connection)) else { return .YES }
            return send(refused, on: connection)
        }
        let request = Unmanaged<Request>.fromOpaque(pointer).takeUnretainedValue()
        guard count.pointee == 0 else {
            request.sent += count.pointee
            guard request.sent <= sentMax else { return .NO }
            if request.sent <= AddCheckpointRequest.bytesMax, let piece {
                request.body += UnsafeRawBufferPointer(start: piece, count: count.pointee)
            }
            count.pointee = 0
            return .YES
        }
        guard request.sent <= AddCheckpointRequest.bytesMax else { return send(Response(status: 413), on: connection) }
        return send(verb == "POST" ? this.decide(request.body) : this.shown(path), on: connection)
    }

    /// What the head alone refuses: another path, another method, a body that is too large.
    private static func refusal(of verb: String, _ path: String, stating length: Length) -> Response? {
        let isSubmission = path == Self.path
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isNote = parts.count == 3 && parts[0].isEmpty && parts[1].utf8.count == 64 && parts[2] == "checkpoint"
        guard isSubmission || isNote else { return Response(status: 404) }
        let allowed = isSubmission ? ["POST"] : ["GET", "HEAD"]
        guard allowed.contains(verb) else {
            return Response(status: 405, headers: [("Allow", allowed.joined(separator: ", "))])
        }
        switch length {
        case .bytes(let count) where count > AddCheckpointRequest.bytesMax: return Response(status: 413)
        case .malformed: return Response(status: 400)
        case .none, .bytes: return nil
        }
    }

    private enum Length {
        case none
        case bytes(Int)
        case malformed
    }

    private static func length(_ connection: OpaquePointer) -> Length {
        guard let text = shim_header(connection, "Content-Length") else { return .none }
        guard let count = Int(String(cString: text)), count >= 0 else { return .malformed }
        return .bytes(count)
    }

    private func decide(_ body: [UInt8]) -> Response {
        do throws(WitnessFault) {
            let (answer, told) = try desk.decide(body)
            tell(.decided(told))
            return Response(
                status: answer.status, body: answer.body,
                headers: [("Content-Type", answer.contentType ?? "text/plain; charset=utf-8")])
        } catch {
            tell(.failed(error))
            return Response(status: 503)
        }
    }

    /// `GET <monitoring prefix>/<SHA-256 of the origin>/checkpoint`.
    private func shown(_ path: String) -> Response {
        guard let note = desk.note(named: String(path.dropFirst().prefix(64))) else { return Response(status: 404) }
        return Response(
            status: 200, body: Array(note.utf8),
            headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-cache")])
    }

    private static func send(_ response: Response, on connection: OpaquePointer) -> MHD_Result {
        guard let made = shim_response(response.body, response.body.count) else { return .NO }
        defer { MHD_destroy_response(made) }
        for (name, value) in response.headers { MHD_add_response_header(made, name, value) }
        return MHD_queue_response(connection, UInt32(response.status), made)
    }
}

/// A socket that listens at an address of this machine.
struct Listener {
    let descriptor: Int32
    let port: UInt16

    /// - Parameter text: `127.0.0.1:8080`, `[::1]:8080`; port 0 for any that is free.
    init(_ text: String) throws(WitnessFault) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw .badListen(text)
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard !host.isEmpty, getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found else {
            throw .badListen(text)
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .listenFailed(text, code: errno) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0, listen(descriptor, 64) == 0
        else {
            let code = errno
            close(descriptor)
            throw .listenFailed(text, code: code)
        }
        self.descriptor = descriptor
        self.port = Self.port(of: descriptor)
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
            // The port stands at the same place in both families.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}
