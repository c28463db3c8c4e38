import Foundation

/// The files of this package as they lie on the disk, without what was built.
enum Tree {
    static let root: String = {
        let folders = #filePath.split(separator: "/").dropLast(3)
        return "/" + folders.joined(separator: "/")
    }()

    /// Every file of the tree, as a path from the root, in order.
    static let files: [String] = {
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
        var files: [String] = []
        while let path = walk.nextObject() as? String {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let isFolder = walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
            if isFolder {
                // `.ci` is written by hand; the other hidden folders are built, or git's, and `demo` is played.
                if (name.hasPrefix(".") && name != ".ci") || path == "demo" { walk.skipDescendants() }
            } else if name != "Package.resolved" {
                files.append(path)
            }
        }
        return files.sorted()
    }()

    static func files(under folder: String, ending: String = "") -> [String] {
        files.filter { $0.hasPrefix("\(folder)/") && $0.hasSuffix(ending) }
    }

    /// The pages that people read.
    static var pages: [String] { files.filter { $0.hasSuffix(".md") } }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

    /// `nil` where a file is not UTF-8: pictures, test vectors.
    static func text(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else { return nil }
        return String(bytes: data, encoding: .utf8)
    }

    /// The folder under `Sources` that a file lies in.
    static func room(of path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }
}

/// A place where a rule is broken. A test expects that there is none, so the list is what its failure shows.
struct Finding: CustomStringConvertible, Equatable {
    let path: String
    let line: Int
    let what: String

    var description: String { "\n\(path):\(line): \(what)" }
}

/// The lines of `text` from 1 on.
func numbered(_ text: String) -> [(line: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
}
