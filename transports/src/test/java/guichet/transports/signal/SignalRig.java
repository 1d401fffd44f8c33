package guichet.transports.signal;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A folder with a stand-in, one linked account, and Bob on the other side.
final class SignalRig {
    static final String NUMBER = "+33612345678";
    static final String BOB = "+33711111111";
    static final UUID BOB_ACI = new UUID(0x2222222222224222L, 0x8222222222222222L);
    static final UUID OWN_ACI = new UUID(0x1111111111114111L, 0x8111111111111111L);
    /// Short where a test must wait for it, long where it must not come.
    static final SignalPatience PATIENCE = new SignalPatience(Duration.ofSeconds(30), Duration.ofSeconds(20),
            Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofMillis(200),
            Duration.ofSeconds(2), Duration.ofSeconds(2));

    final Path folder;
    final Path program;
    final Path home;
    final Path ram;
    final Path data;
    final StandIn world;

    private SignalRig(Path folder) throws IOException {
        this.folder = folder;
        this.program = StandIn.program(folder.resolve("signal-cli"), StandIn.ownClassPath());
        this.home = folder.resolve("vault/signal/1");
        this.ram = Files.createDirectory(folder.resolve("shm"));
        this.data = home.resolve("data");
        this.world = StandIn.in(data);
    }

    static SignalRig linked(Path folder) throws IOException {
        SignalRig rig = new SignalRig(folder);
        rig.world.account(NUMBER, OWN_ACI).person(BOB, BOB_ACI, "Bob");
        return rig;
    }

    static SignalRig unlinked(Path folder) throws IOException {
        return new SignalRig(folder);
    }

    SignalSetup setup() {
        return setup(program.toString());
    }

    SignalSetup setup(String what) {
        return new SignalSetup(NUMBER, what, home, Optional.empty(), ram, Room.DEFAULT,
                Map.of("PATH", "/usr/bin:/bin"));
    }
}
