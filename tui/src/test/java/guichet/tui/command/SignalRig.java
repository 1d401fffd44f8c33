package guichet.tui.command;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// A stand-in for signal-cli whose every data folder begins with the same acts.
public final class SignalRig {
    public static final String NUMBER = "+33612345678";
    public static final UUID OWN = new UUID(0x1111111111114111L, 0x8111111111111111L);
    public static final String BOB = "+33711111111";
    public static final UUID BOB_ACI = new UUID(0x2222222222224222L, 0x8222222222222222L);

    public final Path program;
    /// What each data folder begins with.
    public final StandIn world;

    public SignalRig(Path folder) throws IOException {
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

    public static SignalRig scannedBy(Path folder, String number) throws IOException {
        SignalRig rig = new SignalRig(folder);
        rig.world.reachableForLinking(20_000).scan(number, OWN).person(BOB, BOB_ACI, "Bob");
        return rig;
    }

    public static SignalRig linked(Path folder) throws IOException {
        SignalRig rig = new SignalRig(folder);
        rig.world.account(NUMBER, OWN).person(BOB, BOB_ACI, "Bob");
        return rig;
    }
}
