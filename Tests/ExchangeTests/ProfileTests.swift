import Exchange
import Testing

@Suite struct ProfileTests {
    @Test func everyBuiltInProfileIsRead() {
        #expect(ListProfile.all.map(\.name) == ["google-workspace", "intune", "jamf", "snipe-it", "generic"])
    }
}
