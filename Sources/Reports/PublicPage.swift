import Certificates
public import Compensation
import Journal
public import Primitives
import Wording

/// What a certificate's own address shows to whoever follows the code on paper: what the public journal says of it, in English and
/// French on one page (docs/spec/certificates.md, V-30). In whose name it is, its papers and its devices are not on it.
///
/// One file without script, that asks for no other. Its digest is the page's fragment: an address that names another one finds
/// nothing to point at.
public struct PublicPage: Sendable {
    private let standing: CertificateStanding
    private let asOf: Day

    /// - Parameter asOf: the day on which the journal was read.
    public init(_ standing: CertificateStanding, asOf: Day) {
        (self.standing, self.asOf) = (standing, asOf)
    }

    /// Where it stands below what `https://<origin>/` shows. A file server answers the certificate's address, which has no slash at
    /// its end, with its folder's index.
    public var path: String { "certificates/\(standing.content.certificate.text)/index.html" }

    /// HTML in UTF-8.
    public var bytes: [UInt8] {
        let content = standing.content
        let id = content.certificate.text
        let sections = Language.allCases.map { article(in: $0) }.joined()
        let page = """
            <!DOCTYPE html>
            <html lang="\(Language.allCases[0].rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <title>\(Language.allCases.map { PagePhrase.certificate.text(in: $0) }.joined(separator: " · ")) \(id)</title>
            <style>
            \(PublicPageStyle.sheet)</style>
            </head>
            <body class="\(standing.state.rawValue)">
            <header>
            <p class="origin">\(Self.escaped(content.origin))</p>
            <h1>\(bilingual(.certificate, "span", " · "))<br><code>\(id)</code></h1>
            \(marks)</header>
            <main>
            <section id="\(standing.digest.text)">
            \(bilingual(.digest, "p"))<p><code>\(standing.digest.text)</code></p>
            <div class="met">
            \(said(PublicPhrase.digestMet, "p"))</div>
            \(said(PublicPhrase.digestCompared, "p", "note"))</section>
            \(sections)</main>
            </body>
            </html>

            """
        return Array(page.utf8)
    }

    // MARK: - In both languages

    private func said(_ phrase: some Phrase, _ element: String, _ name: String? = nil, _ between: String = "\n")
        -> String
    {
        let attribute = name.map { " class=\"\($0)\"" } ?? ""
        return Language.allCases.map { language in
            """
            <\(element) lang="\(language.rawValue)"\(attribute)>\(Self.escaped(phrase.text(in: language)))</\(element)>\(between)
            """
        }.joined()
    }

    private func bilingual(_ phrase: PagePhrase, _ element: String, _ between: String = "\n") -> String {
        let texts = said(phrase, element, nil, between)
        return between == "\n" ? texts : String(texts.dropLast(between.count))
    }

    /// The certificate's state: nobody misses that it is revoked.
    private var marks: String {
        var lines = said(PagePhrase.asOf(standing.state, asOf), "p", "state")
        if standing.state != .live { lines += said(PagePhrase.doNotRely(standing.state, asOf), "p", "mark") }
        if standing.content.takenOver != nil { lines += said(PagePhrase.markTakenOver, "p", "mark") }
        return lines
    }

    // MARK: - In one language

    private func article(in language: Language) -> String {
        let content = standing.content
        let (standingText, sentences) = content.publicSentences(in: language)
        func say(_ phrase: some Phrase) -> String { Self.escaped(phrase.text(in: language)) }
        let facts: [(String, String)] =
            [
                (say(PublicPhrase.issued), Self.escaped(language.day(content.day))),
                (say(PagePhrase.issuer), Self.escaped(content.issuer.text)),
                (say(PagePhrase.log), Self.escaped(content.origin)),
                (say(PagePhrase.entry), Self.escaped(language.number(standing.sequence))),
                (
                    say(PagePhrase.retired),
                    Self.escaped(language.list(content.sums.map { language.quantity($0.quantity) }))
                ),
                (say(PagePhrase.massOfScrap), Self.escaped(language.mass(content.mass))),
            ] + standards(in: language) + turns(in: language)
        let list = facts.map { "<dt>\($0.0)</dt>\n<dd>\($0.1)</dd>\n" }.joined()
        let paragraphs = ([standingText].compactMap(\.self) + sentences).map { "<p>\(Self.escaped($0))</p>\n" }.joined()
        let code = language.rawValue
        return """
            <article lang="\(code)" aria-labelledby="says-\(code)">
            <h2 id="says-\(code)">\(say(PublicPhrase.journalSays))</h2>
            <dl>
            \(list)</dl>
            <h3>\(say(PublicPhrase.scrap))</h3>
            \(paragraphs)\(retirements(in: language))<h3>\(say(PublicPhrase.notHere))</h3>
            <p>\(say(PublicPhrase.sealed))</p>
            <h3>\(say(PagePhrase.check))</h3>
            <p>\(say(PublicPhrase.howToCheck))</p>
            <p>\(say(PublicPhrase.imitated))</p>
            </article>

            """
    }

    /// What its lots were verified against.
    private func standards(in language: Language) -> [(String, String)] {
        let versions = Set(standing.content.retirements.map(\.lot.standard)).sorted()
        guard !versions.isEmpty else { return [] }
        let label = PublicPhrase.standards(versions.count).text(in: language)
        return [(Self.escaped(label), Self.escaped(versions.map(\.text).joined(separator: ", ")))]
    }

    /// What became of it, why, and what stands in its place.
    private func turns(in language: Language) -> [(String, String)] {
        guard let (day, entry) = standing.turned else { return [] }
        let why = PublicPhrase.turned(entry.state, day, entry.cause).text(in: language)
        var facts = [(Self.escaped(PublicPhrase.status.text(in: language)), Self.escaped(why))]
        if let successor = entry.replacedBy?.text {
            let label = PublicPhrase.replacedBy.text(in: language)
            let code = "<code>\(successor)</code>"
            let link = standing.successor.map { "<a href=\"\(Self.escaped($0))\">\(code)</a>" }
            facts.append((Self.escaped(label), link ?? code))
        }
        return facts
    }

    /// Gram by number, as the journal has them.
    private func retirements(in language: Language) -> String {
        let content = standing.content
        func numbers(_ grams: Range<Int64>) -> String {
            "\(language.number(grams.lowerBound)) – \(language.number(grams.upperBound - 1))"
        }
        let rows: [[String]] =
            if let takenOver = content.takenOver {
                takenOver.retirements.map {
                    [
                        language.number($0.sequence), language.number($0.lot), language.quantity($0.quantity),
                        numbers($0.grams),
                    ]
                }
            } else {
                content.retirements.map {
                    [language.number($0.sequence), $0.lot.lot.text, language.quantity($0.quantity), numbers($0.grams)]
                }
            }
        let headings = [PagePhrase.entry, .lot, .quantity, .grams].map {
            "<th scope=\"col\">\(Self.escaped($0.text(in: language)))</th>"
        }
        let lines = rows.map { cells in
            "<tr>\(cells.map { "<td>\(Self.escaped($0))</td>" }.joined())</tr>\n"
        }
        let caption = Self.escaped(PagePhrase.retirements.text(in: language))
        return """
            <div class="scroll" role="region" aria-label="\(caption)" tabindex="0">
            <table>
            <caption>\(caption)</caption>
            <thead><tr>\(headings.joined())</tr></thead>
            <tbody>
            \(lines.joined())</tbody>
            </table>
            </div>

            """
    }

    // MARK: - HTML

    /// Text and attributes alike: nothing that a party calls itself ends either.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
