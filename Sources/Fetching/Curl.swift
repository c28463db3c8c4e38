import CLibCurl
import Glibc

/// What a server answered: its status, and the body as far as it may go.
public struct Fetched: Hashable, Sendable {
    public let status: Int
    public let body: [UInt8]
}

/// libcurl as the machine has it, opened for the first URL and not before: whoever checks a file loads nothing that could
/// reach a network, and its TLS is the one that the machine's own updates mend. One connection, kept between requests.
public final class Curl {
    private let curl: UnsafeMutableRawPointer
    private let setopt: UnsafeMutableRawPointer
    private let getinfo: UnsafeMutableRawPointer
    private let perform: @convention(c) (UnsafeMutableRawPointer?) -> CURLcode
    private let cleanup: @convention(c) (UnsafeMutableRawPointer?) -> Void
    /// `Cache-Control: no-cache`.
    private let freshHeaders: UnsafeMutableRawPointer?
    /// No `Expect: 100-continue`, on which some servers wait, and no kind of form.
    private let plainHeaders: UnsafeMutableRawPointer?

    /// The names of one library, with OpenSSL and with other TLS beneath it. Its interface has not changed since 2006.
    private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4"]
    /// Of all header lines of an answer.
    private static let headBytesMax = 1 << 16

    /// - Parameters:
    ///   - program: how it names itself to servers.
    ///   - timeout: seconds to wait for a connection, and for the next 100 bytes a second; a file may take 20 times as long.
    /// - Throws: `noLibrary`.
    public init(for program: String, timeout: Int) throws(FetchFault) {
        func symbol(_ name: String, in library: UnsafeMutableRawPointer) throws(FetchFault) -> UnsafeMutableRawPointer {
            guard let symbol = dlsym(library, name) else { throw .noLibrary }
            return symbol
        }
        guard let library = Self.names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
            throw .noLibrary
        }
        let make = unsafeBitCast(
            try symbol("curl_easy_init", in: library), to: (@convention(c) () -> UnsafeMutableRawPointer?).self)
        let append = unsafeBitCast(
            try symbol("curl_slist_append", in: library),
            to: (@convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?).self)
        setopt = try symbol("curl_easy_setopt", in: library)
        getinfo = try symbol("curl_easy_getinfo", in: library)
        perform = unsafeBitCast(
            try symbol("curl_easy_perform", in: library),
            to: (@convention(c) (UnsafeMutableRawPointer?) -> CURLcode).self)
        cleanup = unsafeBitCast(
            try symbol("curl_easy_cleanup", in: library), to: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
        guard let curl = make() else { throw .noLibrary }
        self.curl = curl
        freshHeaders = append(nil, "Cache-Control: no-cache")
        plainHeaders = append(append(nil, "Expect:"), "Content-Type: text/plain; charset=utf-8")

        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
        set(CURLOPT_CONNECTTIMEOUT, timeout)
        set(CURLOPT_LOW_SPEED_LIMIT, 100)
        set(CURLOPT_LOW_SPEED_TIME, timeout)
        set(CURLOPT_TIMEOUT, 20 * timeout)
        set(CURLOPT_USERAGENT, program)
        // A static server may hold its files compressed; what is counted is what they unpack to.
        set(CURLOPT_ACCEPT_ENCODING, "gzip")
        _ = shim_set_callback(setopt, curl, CURLOPT_WRITEFUNCTION) { bytes, size, count, answer in
            guard let bytes, let answer else { return 0 }
            let taken = Unmanaged<Answer>.fromOpaque(answer).takeUnretainedValue()
                .take(UnsafeRawBufferPointer(start: bytes, count: size * count))
            return taken ? size * count : 0
        }
        _ = shim_set_callback(setopt, curl, CURLOPT_HEADERFUNCTION) { _, size, count, answer in
            guard let answer else { return 0 }
            let answered = Unmanaged<Answer>.fromOpaque(answer).takeUnretainedValue()
            answered.headBytes += size * count
            return answered.headBytes <= Curl.headBytesMax ? size * count : 0
        }
    }

    deinit { cleanup(curl) }

    /// The body of an answer as it comes in, up to a limit.
    private final class Answer {
        let limit: Int
        var bytes: [UInt8] = []
        var headBytes = 0
        var isTooLarge = false

        init(limit: Int) { self.limit = limit }

        func take(_ chunk: UnsafeRawBufferPointer) -> Bool {
            guard bytes.count + chunk.count <= limit else {
                isTooLarge = true
                return false
            }
            bytes.append(contentsOf: chunk)
            return true
        }
    }

    /// One GET, no redirect followed.
    ///
    /// - Parameters:
    ///   - limit: bytes of the body, at most.
    ///   - isFresh: whether caches on the way are asked to ask the server.
    public func get(_ url: String, limit: Int, isFresh: Bool) throws(FetchFault) -> [UInt8] {
        set(CURLOPT_HTTPGET, 1)
        _ = shim_set_pointer(setopt, curl, CURLOPT_HTTPHEADER, isFresh ? freshHeaders : nil)
        let fetched = try exchange(url, limit: limit) { perform in perform() }
        switch fetched.status {
        case 404, 410: throw .missing(url)
        case 200: return fetched.body
        default: throw .status(url, fetched.status)
        }
    }

    /// One POST, no redirect followed. Whatever the server answers, in its own words, is the caller's to judge.
    ///
    /// - Parameter limit: bytes of the answer's body, at most.
    public func post(_ body: [UInt8], to url: String, limit: Int) throws(FetchFault) -> Fetched {
        set(CURLOPT_POST, 1)
        _ = shim_set_pointer(setopt, curl, CURLOPT_HTTPHEADER, plainHeaders)
        return try exchange(url, limit: limit) { perform in
            body.withUnsafeBytes { bytes in
                set(CURLOPT_POSTFIELDSIZE, bytes.count)
                _ = shim_set_pointer(setopt, curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
                perform()
            }
        }
    }

    /// - Parameter lending: lends what is sent for as long as the request runs.
    private func exchange(
        _ url: String, limit: Int, lending: (() -> Void) -> Void
    ) throws(FetchFault) -> Fetched {
        let answer = Answer(limit: limit)
        let pointer = Unmanaged.passUnretained(answer).toOpaque()
        _ = shim_set_pointer(setopt, curl, CURLOPT_WRITEDATA, pointer)
        _ = shim_set_pointer(setopt, curl, CURLOPT_HEADERDATA, pointer)
        set(CURLOPT_MAXFILESIZE, limit)
        set(CURLOPT_URL, url)
        var code = CURLE_OK
        withExtendedLifetime(answer) { lending { code = perform(curl) } }
        var status = 0
        _ = shim_get_number(getinfo, curl, CURLINFO_RESPONSE_CODE, &status)
        if (300..<400).contains(status) { throw .redirected(url, to: redirect) }
        switch code {
        case CURLE_OK: return Fetched(status: status, body: answer.bytes)
        // What is wrong is said by the status first, whatever became of the body.
        case _ where status != 0 && status != 200: return Fetched(status: status, body: [])
        case _ where answer.isTooLarge, CURLE_FILESIZE_EXCEEDED: throw .tooLarge(url, limit: limit)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: throw .noHost(url)
        case CURLE_COULDNT_CONNECT: throw .noConnection(url)
        case CURLE_OPERATION_TIMEDOUT: throw .tooSlow(url)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            throw .cutOff(url, bytes: answer.bytes.count)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            throw .notSecure(url)
        default: throw .other(url, code: Int(code.rawValue))
        }
    }

    /// Where the server points to; `nil` where it cannot be shown.
    private var redirect: String? {
        var text: UnsafeMutablePointer<CChar>?
        _ = shim_get_text(getinfo, curl, CURLINFO_REDIRECT_URL, &text)
        guard let url = text.map({ String(cString: $0) }), url.utf8.count <= 500,
            url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return url
    }

    private func set(_ option: CURLoption, _ value: Int) { _ = shim_set_number(setopt, curl, option, value) }

    /// libcurl keeps a copy.
    private func set(_ option: CURLoption, _ text: String) {
        text.withCString { _ = shim_set_pointer(setopt, curl, option, $0) }
    }
}
