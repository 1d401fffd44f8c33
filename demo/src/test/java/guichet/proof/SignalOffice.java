package guichet.proof;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/// An account on Signal in a program's vault, served by the stand-in as a process, and Bob on the other side.
final class SignalOffice {
    static final String NUMBER = "+33612345678";
    static final String BOB = "+33711111111";
    static final UUID BOB_ACI = new UUID(0x2222222222224222L, 0x8222222222222222L);
    private static final UUID OWN_ACI = new UUID(0x1111111111114111L, 0x8111111111111111L);

    final StandIn world;
    /// Of the account, on the disk: signal-cli's data, and the link into memory.
    final Path home;

    private SignalOffice(StandIn world, Path home) {
        this.world = world;
        this.home = home;
    }

    static SignalOffice in(Program program) throws IOException {
        Path standIn = StandIn.program(program.folder().resolve("signal-cli"), StandIn.ownClassPath());
        String id = program.json("account", "add", "signal", "--number", NUMBER, "--signal-cli", standIn.toString())
                .getFirst().text("id");
        Path home = program.vault().resolve("signal").resolve(id);
        StandIn world = StandIn.in(home.resolve("data")).account(NUMBER, OWN_ACI).person(BOB, BOB_ACI, "Bob");
        return new SignalOffice(world, home);
    }

    /// As fast as they go; the first has the number `from` in its text and its time.
    void flood(long from, int count) throws IOException {
        world.post("{\"do\":\"flood\",\"from\":\"%s\",\"count\":%d,\"text\":\"numero %d\",\"timestamp\":%d}"
                .formatted(BOB, count, from, 1_700_000_000_000L + from));
    }
}
