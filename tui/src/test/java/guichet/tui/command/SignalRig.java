package guichet.tui.command;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// A stand-in for signal-cli whose every data folder begins with the same acts.
final class SignalRig {
    static final String NUMBER = "+33612345678";
    static final UUID OWN = new UUID(0x1111111111114111L, 0x8111111111111111L);
    static final String BOB = "+33711111111";
    static final UUID BOB_ACI = new UUID(0x2222222222224222L, 0x8222222222222222L);

    final Path program;
    /// What each data folder begins with.
    final StandIn world;

    SignalRig(Path folder) throws IOException {
        Path seed = folder.resolve("seed");
        world = StandIn.in(seed);
        Path standIn = StandIn.program(folder.resolve("stand-in"), StandIn.ownClassPath());
        program = folder.resolve("signal-cli");
        Files.writeString(program, """
                #!/bin/sh
                before=
                for word in "$@"; do
                    case "$before" in --config|-c) config=$word;; esac
                    before=$word
                done
                [ -e "$config/standin" ] || { mkdir -p "$config" && cp -r '%s/.' "$config"; }
                exec '%s' "$@"
                """.formatted(seed, standIn));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    static SignalRig scannedBy(Path folder, String number) throws IOException {
        SignalRig rig = new SignalRig(folder);
        rig.world.reachableForLinking(20_000).scan(number, OWN).person(BOB, BOB_ACI, "Bob");
        return rig;
    }

    static SignalRig linked(Path folder) throws IOException {
        SignalRig rig = new SignalRig(folder);
        rig.world.account(NUMBER, OWN).person(BOB, BOB_ACI, "Bob");
        return rig;
    }
}
