package guichet.tui.command;

import guichet.transports.signal.Linking;
import guichet.transports.signal.SignalFault;
import guichet.transports.signal.SignalPatience;
import guichet.transports.signal.SignalSetup;
import guichet.tui.text.QrCode;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;

/// Linking with a person at a terminal: what is to be scanned stands on standard error, since it is no answer.
final class LinkOnTerminal {
    /// What this machine is called in the telephone's list of devices.
    private static final String DEVICE = "Guichet";
    private static final String DARK_ON_LIGHT = "\u001b[30;107m";
    private static final String AS_BEFORE = "\u001b[0m";

    private final SignalSetup setup;
    private final Surroundings around;
    private final Output out;

    LinkOnTerminal(SignalSetup setup, Surroundings around, Output out) {
        this.setup = setup;
        this.around = around;
        this.out = out;
    }

    /// Returns once the account is linked in that folder.
    ///
    /// @throws Failure where it is not
    void run() throws Failure, IOException {
        switch (Linking.open(setup, new SecureRandom(), SignalPatience.DEFAULT)) {
            case Linking.Opened.Failed failed -> throw failure(failed.fault());
            case Linking.Opened.Ready ready -> {
                try (Linking linking = ready.linking()) {
                    link(linking);
                }
            }
        }
    }

    private void link(Linking linking) throws Failure, IOException {
        switch (linking.begin()) {
            case Linking.Step.AlreadyLinked _ -> out.tell("link.already");
            case Linking.Step.Failed failed -> throw failure(failed.fault());
            case Linking.Step.Scan scan -> {
                show(scan.uri());
                finish(linking);
            }
        }
    }

    private void finish(Linking linking) throws Failure {
        switch (linking.await(DEVICE)) {
            case Linking.Ending.Linked _ -> {
            }
            case Linking.Ending.OtherAccount other -> throw new Failure(Exit.FAILED, "link-other", other.number());
            case Linking.Ending.TimedOut _ -> throw new Failure(Exit.FAILED, "link-timed-out");
            case Linking.Ending.Failed failed -> throw failure(failed.fault());
        }
    }

    private void show(String uri) throws IOException {
        QrCode code = QrCode.of(uri);
        out.tell("link.scan", code.columns(), code.rows() + 2);
        boolean colours = around.terminal().filter(Terminal::showsOutput).isPresent();
        PrintStream to = around.err();
        code.lines().forEach(line -> to.println(colours ? DARK_ON_LIGHT + line + AS_BEFORE : line));
        out.tell("link.uri", uri);
        if (out.form() == Output.Form.JSON) {
            out.answer(new JsonLine().put("uri", uri), "");
        }
        out.finish();
    }

    private Failure failure(SignalFault fault) {
        return new Failure(Exit.FAILED, "link-failed", Troubles.sentence(fault.stored(), out.sentences()));
    }
}
