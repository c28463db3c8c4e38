import ArgumentParser
import CanonicalJSON
import Certificates
import Compensation
import Journal
import Primitives
import Programmes
import Registry

/// Proofs of single devices, each a file beside the certificate's bundle.
struct CertificateDevices: AnsweringCommand {
    /// Of a list of devices: a few hundred thousand.
    private static let listBytesMax = 16 << 20
    /// Devices that were not proved, as people are shown them; `--json` has them all.
    private static let shown = 20

    static var configuration: CommandConfiguration {
        CommandConfiguration("prove-device", .certificateProveDevice)
    }

    @Argument(help: .said(.certificateNumber, .certificate), transform: Read.certificate) var certificate: RandomID
    @Argument(help: .said(.devicesToProve, .identifier)) var device: [String] = []
    @Option(help: .said(.rowToProve, .number), transform: Read.sequence) var row: [Int64] = []
    @Option(help: .said(.positionToProve, .number), transform: Read.sequence) var position: Int64?
    @Option(help: .said(.declarationToProve, .declaration), transform: Read.declaration) var declaration: Int64?
    @Option(help: .said(.deviceList, .file)) var list: String?
    @Option(help: .said(.proofOut, .file)) var out: String
    @OptionGroup var common: CommonOptions

    /// A device as it was asked for, and what that may mean.
    private struct Asked {
        let text: String
        let device: Result<DeviceToProve, any Error>
    }

    func answer() async throws -> Answer {
        let asked = try asked()
        let isOne = list == nil && asked.count == 1
        var prover = try await common.open().prover(of: certificate)
        var answer = Answer()
        answer.json["certificate"] = .string(certificate.text)
        answer.json["state"] = .string(prover.state.rawValue)
        var proved: [JSON] = []
        var refused: [(device: String, refusal: Refusal)] = []
        var seen: Set<String> = []
        if !isOne { try File.createFolder(out) }
        for device in asked {
            do {
                let proof = try await prover.proof(of: device.device.get(), in: declaration)
                let file = isOne ? out : "\(out)/\(proof.name).json"
                // Named twice, by two of its numbers perhaps.
                guard seen.insert(file).inserted else { continue }
                try Output.replace(file, proof.bytes)
                proved.append(proof.json(in: file))
                if isOne { answer.say(ProofPhrase.proved(proof, file)) }
            } catch {
                guard !isOne, let refusal = Refusal(error), refusal.exit == .refused || refusal.exit == .usage else {
                    throw error
                }
                refused.append((device.text, refusal))
            }
        }
        answer.json["proofs"] = .array(proved)
        answer.json["refused"] = .array(
            refused.map { device, refusal in
                ["device": .string(device), "code": .string(refusal.code), "message": .string(refusal.message)]
            })
        if !isOne { answer.say(ProofPhrase.provedMany(proved.count, out)) }
        for (device, refusal) in refused.prefix(Self.shown) {
            answer.say(ProofPhrase.notProved(device, refusal.message))
        }
        if refused.count > Self.shown { answer.say(ProofPhrase.more(refused.count - Self.shown)) }
        if !refused.isEmpty { answer.exit = .refused }
        if prover.state != .live { answer.say(SaidPhrase.certificateIsNow(certificate, prover.state)) }
        return answer
    }

    /// - Throws: `devicesToProve`.
    private func asked() throws -> [Asked] {
        let ways = [!device.isEmpty, !row.isEmpty, list != nil].count { $0 }
        guard ways == 1, position == nil || row.count == 1 else { throw CommandRefusal.devicesToProve }
        if !row.isEmpty {
            return row.map { Asked(text: String($0), device: .success(.row($0, position: position))) }
        }
        let texts = try list.map(Self.lines) ?? device
        guard !texts.isEmpty else { throw CommandRefusal.devicesToProve }
        return texts.map { text in
            Asked(text: text, device: Result { .known(by: try Read.device(text), text: text) })
        }
    }

    /// One identifier a line, whatever ends it; empty lines say nothing.
    private static func lines(_ path: String) throws -> [String] {
        String(decoding: try Input.bytes(path, most: listBytesMax), as: UTF8.self)
            .split(whereSeparator: \.isNewline).map { line in
                String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
            }.filter { !$0.isEmpty }
    }
}

extension DeviceProof {
    /// `D71-12`; `D71-2-7` of a device at a position.
    fileprivate var name: String {
        "D\(declaration)-\(leaf.row)" + (attached.map { "-\($0.leaf.position)" } ?? "")
    }

    fileprivate func json(in file: String) -> JSON {
        var json = JSONObject()
        json["declaration"] = .declaration(declaration)
        json["row"] = .integer(leaf.row)
        json["position"] = attached.map { .integer($0.leaf.position) }
        json["file"] = .string(file)
        return .object(json)
    }
}
