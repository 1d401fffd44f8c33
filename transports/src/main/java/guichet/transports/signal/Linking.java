package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import guichet.transports.signal.Frame.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes this machine a device of an account that a telephone has: a signal-cli of its own, which receives nothing. Not while a
/// [SignalBridge] uses the same data folder.
///
/// One thread calls [#begin()] and then [#await(String)]; any may call [#close()], which ends both.
public final class Linking implements AutoCloseable {
    /// The address that the telephone scans is good for some minutes.
    private static final Duration SCANNED = Duration.ofMinutes(5);

    private final SignalSetup setup;
    private final SignalPatience patience;
    private final Session session;
    private final Growth growth;
    private final Path folder;
    private volatile boolean waitsForATelephone;
    private String uri = "";

    private Linking(SignalSetup setup, SignalPatience patience, Session session, Growth growth, Path folder) {
        this.setup = setup;
        this.patience = patience;
        this.session = session;
        this.growth = growth;
        this.folder = folder;
    }

    /// What [#open] gives.
    public sealed interface Opened {
        record Ready(Linking linking) implements Opened {
        }

        record Failed(SignalFault fault) implements Opened {
        }
    }

    /// What happens next.
    public sealed interface Step {
        /// This account is linked here already.
        record AlreadyLinked() implements Step {
        }

        /// To be shown as a QR code, and scanned by the telephone (Settings, Linked devices). Whoever scans it links their account here.
        record Scan(String uri) implements Step {
            @Override
            public String toString() {
                return "Scan";
            }
        }

        record Failed(SignalFault fault) implements Step {
        }
    }

    /// How it ended.
    public sealed interface Ending {
        record Linked() implements Ending {
        }

        /// A telephone with another number has scanned it. That account is linked in this folder now.
        record OtherAccount(String number) implements Ending {
            @Override
            public String toString() {
                return "OtherAccount";
            }
        }

        record TimedOut() implements Ending {
        }

        record Failed(SignalFault fault) implements Ending {
        }
    }

    /// Starts signal-cli.
    public static Opened open(SignalSetup setup, RandomGenerator random, SignalPatience patience) {
        Optional<Path> program = ProgramFile.find(setup.program(), setup.environment());
        if (program.isEmpty()) {
            return new Opened.Failed(new SignalFault(SignalTrouble.NO_PROGRAM, setup.program()));
        }
        try {
            RamFolder ram = RamFolder.open(setup.home(), setup.ram(), random);
            DataFolder.prepare(setup.dataFolder(), ram);
            String unique = HexFormat.of().toHexDigits(random.nextLong());
            Path own = Files.createDirectory(ram.path().resolve("link-" + unique),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Spool output = new Spool(Files.createFile(own.resolve("output")));
            Launch launch = new Launch(program.get(), setup.dataFolder(), ram.temporary(), setup.environment());
            Child child = Child.start(launch.linking().redirectOutput(
                    ProcessBuilder.Redirect.appendTo(output.file().toFile())), _ -> {
                    });
            Growth growth = Growth.of(own);
            var _ = child.onExit().thenRun(growth::stir);
            Session session = new Session(child, output, growth, "link-" + unique);
            session.start();
            return new Opened.Ready(new Linking(setup, patience, session, growth, own));
        } catch (IOException e) {
            return new Opened.Failed(new SignalFault(SignalTrouble.FOLDER_UNUSABLE));
        }
    }

    /// Looks whether there is something to do, and asks the service for an address to be scanned.
    public Step begin() {
        Answer accounts = ask(new Request("listAccounts"), patience.ready());
        if (!(accounts instanceof Answer.Done listed)) {
            return new Step.Failed(fault(accounts));
        }
        if (Results.accounts(listed.json()).contains(setup.number())) {
            return new Step.AlreadyLinked();
        }
        Answer started = ask(new Request("startLink"), patience.sent());
        Optional<String> address = started instanceof Answer.Done done
                ? Tree.of(done.json()).get("deviceLinkUri").text().filter(text -> text.startsWith("sgnl://linkdevice?"))
                : Optional.empty();
        uri = address.orElse("");
        return address.<Step>map(Step.Scan::new).orElseGet(() -> new Step.Failed(fault(started)));
    }

    /// Waits for the telephone.
    ///
    /// @param deviceName what this machine is called in the telephone's list
    public Ending await(String deviceName) {
        waitsForATelephone = true;
        Answer finished = ask(
                new Request("finishLink").with("deviceLinkUri", uri).with("deviceName", deviceName), SCANNED);
        waitsForATelephone = false;
        return switch (finished) {
            case Answer.Done done -> Tree.of(done.json()).get("number").text()
                    .<Ending>map(number -> number.equals(setup.number())
                            ? new Ending.Linked()
                            : new Ending.OtherAccount(number))
                    .orElseGet(() -> new Ending.Failed(new SignalFault(SignalTrouble.UNUSABLE_OUTPUT)));
            case Answer.Refused refused -> timedOut(refused.failure())
                    ? new Ending.TimedOut()
                    : new Ending.Failed(fault(finished));
            case Answer.NotAsked _,Answer.Lost _ -> new Ending.Failed(fault(finished));
        };
    }

    @Override
    public void close() {
        try {
            if (waitsForATelephone) {
                // Not by its input: signal-cli would wait for the telephone before it ends.
                Child.end(session.child().handle(), patience.ending());
            } else {
                session.child().stop(patience.ending());
            }
            session.isRead().join();
            growth.close();
            RamFolder.empty(folder);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It held an address that is no good any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean timedOut(Failure failure) {
        return failure.code() == RpcCode.USER && failure.message().startsWith("Link request timed out");
    }

    private static SignalFault fault(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> new SignalFault(refused.failure().code() == RpcCode.IO
                    ? SignalTrouble.SERVICE_UNREACHABLE
                    : SignalTrouble.UNUSABLE_OUTPUT, Long.toString(refused.failure().code()));
            case Answer.NotAsked notAsked -> notAsked.fault();
            case Answer.Lost lost -> lost.fault();
            case Answer.Done _ -> new SignalFault(SignalTrouble.UNUSABLE_OUTPUT);
        };
    }

    private Answer ask(Request request, Duration most) {
        try {
            return session.ask(request, Session.Lane.ASKING, most, () -> {
            });
        } catch (VaultException e) {
            throw new IllegalStateException("nothing of the vault was touched", e);
        }
    }
}
