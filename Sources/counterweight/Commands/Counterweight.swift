import ArgumentParser

/// The root: a noun, then a verb.
struct Counterweight: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            "counterweight", .counterweight,
            subcommands: [
                Initialise.self, PartyCommands.self, FacilityCommands.self, CollectorCommands.self,
                ShipmentCommands.self, ClassCommands.self, ProgrammeCommands.self, StandardCommands.self,
                DeclareCommands.self, DraftCommands.self, ReviewCommands.self, LotCommands.self, MatchCommands.self,
                Retire.self,
                CertificateCommands.self, WordingCommands.self, OpeningCommands.self,
                Status.self, ExplainCommands.self, JournalCommands.self, KeyCommands.self, CheckRegistry.self,
                BackUp.self, Restore.self, Recover.self,
            ])
    }
}
