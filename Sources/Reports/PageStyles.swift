import Typesetting

/// The looks of what is printed: sizes in points.
enum PageStyles {
    static let margin = 48.0
    static let accent = Ink(red: 20, green: 72, blue: 60)
    static let grey = Ink(red: 92, green: 98, blue: 104)
    static let ground = Ink(red: 238, green: 243, blue: 240)
    static let line = Ink(red: 150, green: 164, blue: 158)
    static let alarm = Ink(red: 168, green: 20, blue: 28)
    static let paleAlarm = Ink(red: 252, green: 222, blue: 222)
    static let doubt = Ink(red: 146, green: 84, blue: 0)
    static let paleDoubt = Ink(red: 250, green: 233, blue: 205)

    static let title = TextStyle(.romanBold, 21.5, leading: 27, ink: accent)
    static let beneficiary = TextStyle(.roman, 20, leading: 27)
    static let label = TextStyle(.sans, 7.5, leading: 11, ink: grey, tracking: 0.3)
    static let origin = TextStyle(.sansBold, 9, leading: 13, ink: accent, tracking: 0.5)
    static let state = TextStyle(.sans, 8.5, leading: 13, ink: grey)
    static let figure = TextStyle(.sansBold, 15, leading: 20, ink: accent)
    static let section = TextStyle(.sansBold, 10.5, leading: 17, ink: accent)
    static let body = TextStyle(.roman, 11, leading: 15)
    static let note = TextStyle(.romanItalic, 9.5, leading: 13, ink: grey)
    static let small = TextStyle(.sans, 7.5, leading: 10.5)
    /// A digest of 64 digits fits a line beside the code.
    static let fact = TextStyle(.sans, 7, leading: 11)
    static let cell = TextStyle(.sans, 7.5, leading: 10)
    static let heading = TextStyle(.sansBold, 7.5, leading: 10, ink: grey)
    static let mark = TextStyle(.sansBold, 20, leading: 25, ink: .white, tracking: 1)
    static let markText = TextStyle(.sansBold, 9.5, leading: 13, ink: .white)
    static let folio = TextStyle(.sans, 7, leading: 10, ink: grey)
}
