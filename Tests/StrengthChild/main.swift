// A process that comes to grief on purpose.
//
//     strength-child DATA KEYS kill STEP CALL      runs a step; kills itself before a call of the storage port
//     strength-child DATA KEYS run STEP 0          runs a step
//     strength-child DATA KEYS leave FIRST END     runs steps in one open registry; kills itself with all in the log file
//
// Ends with 0 where the step was done, with 3 where it was refused.

import Foundation
import Registry
import StrengthScript
import Synchronization

let words = CommandLine.arguments
guard words.count == 6, let one = Int(words[4]), let other = Int(words[5]), Script.steps.indices.contains(one) else {
    exit(2)
}
let folder = Folder(data: words[1], keys: words[2])
switch words[3] {
case "kill":
    let calls = Mutex(0)
    let opening = Script.Opening(fault: { _ in
        let count = calls.withLock { count in
            count += 1
            return count
        }
        if count == other { kill(getpid(), SIGKILL) }
    })
    try await Script.steps[one].run(folder, opening)
case "run":
    do {
        try await Script.steps[one].run(folder, Script.Opening())
    } catch {
        exit(3)
    }
case "leave":
    let compensation = try await Script.Opening().open(folder)
    for step in Script.steps[one..<other] { try await step.body?(compensation) }
    kill(getpid(), SIGKILL)
default: exit(2)
}
