package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.Bag;
import guichet.inbox.archive.CaseRestore;
import guichet.inbox.archive.CaseRestore.Found;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings a case back from its sealed archive: says what it is, then writes it.
@Command(name = "restore")
final class CaseRestoreCommand implements Action.InVault {
    private static final int LARGEST_KEY = 1 << 20;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> files = new ArrayList<>();

    @Option(names = "--archive-key", paramLabel = "FILE")
    Optional<Path> archiveKey = Optional.empty();

    @Option(names = "--archive-code-file", paramLabel = "FILE")
    Optional<Path> codeFile = Optional.empty();

    @Option(names = "--signer", paramLabel = "FINGERPRINT")
    Optional<String> signer = Optional.empty();

    @Option(names = "--dry-run")
    boolean dryRun;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        List<SecretKey> keys = archiveKey.isPresent() ? List.of(key(in)) : List.of();
        Found found;
        try {
            found = vault.archive().restore().look(files, keys);
        } finally {
            keys.forEach(SecretKey::close);
        }
        return switch (found) {
            case Found.Refused refused -> throw failure(refused);
            case Found.Openable openable -> {
                tell(openable, out);
                yield dryRun ? readable(openable, out) : restored(vault, openable, out);
            }
        };
    }

    private static Exit readable(Found.Openable openable, Output out) {
        out.answer(json("readable", openable), out.sentences().tell("restore.nothing-written"));
        return Exit.DONE;
    }

    private Exit restored(Workspace vault, Found.Openable openable, Output out)
            throws Failure, VaultException, IOException {
        if (openable.whose() == CaseRestore.Whose.ACCEPTED && !isNamed(openable.signer())) {
            throw new Failure(Exit.REFUSED, "restore-whose-signature", openable.signer().hex());
        }
        Optional<Found.Refused> refused = vault.archive().restore().restore(openable, vault.actor(Via.COMMAND),
                new BagProgress(out));
        if (refused.isPresent()) {
            throw failure(refused.get());
        }
        out.answer(json("restored", openable),
                out.sentences().tell("restore.done", openable.summary().id().value()));
        Rejudging.run(vault, out);
        return Exit.DONE;
    }

    private boolean isNamed(Fingerprint found) throws Failure {
        return signer.isPresent() && Find.fingerprint(signer.get()).equals(found);
    }

    /// What it is, before anything is written.
    private static void tell(Found.Openable openable, Output out) {
        Bag.Summary its = openable.summary();
        out.tell("restore.what", its.id().value(), its.messages(), day(its.opened()), day(openable.signed()),
                openable.signer().spaced(), Sentences.safe(its.title()));
        if (its.chain() == Bag.Chain.BROKEN) {
            out.tell("restore.journal-broken");
        }
    }

    private static JsonLine json(String status, Found.Openable openable) {
        Bag.Summary its = openable.summary();
        JsonLine json = new JsonLine().put("status", status).put("case", its.id().value())
                .put("title", its.title()).put("opened", its.opened());
        its.closed().ifPresentOrElse(time -> json.put("closed", time), () -> json.nothing("closed"));
        return json.put("messages", its.messages()).strings("contacts", its.contacts())
                .put("signer", openable.signer().hex())
                .put("signerIs", openable.whose().name().toLowerCase(Locale.ROOT)).put("signed", openable.signed())
                .put("journalEntries", its.entries()).flag("journalHolds", its.chain() == Bag.Chain.HOLDS);
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    private SecretKey key(Invocation in) throws Failure, IOException {
        byte[] armored;
        try (var file = Files.newInputStream(archiveKey.orElseThrow())) {
            armored = file.readNBytes(LARGEST_KEY);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read", archiveKey.orElseThrow());
        }
        try (Secret code = in.access().secrets().from(codeFile, "prompt.archive-code")) {
            char[] typed = code.chars();
            try {
                return ArchiveKeys.fromSheets(armored, typed)
                        .orElseThrow(() -> new Failure(Exit.NO_ACCESS, "wrong-archive-code"));
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }

    private static Failure failure(Found.Refused refused) {
        CaseRestore.Why why = refused.why();
        Exit exit = switch (why) {
            case CANNOT_READ, NOT_AN_ARCHIVE, TOO_NEW, CANCELLED -> Exit.FAILED;
            case CUT, ALTERED, NOT_SIGNED_BY_US -> Exit.ALTERED;
            case NO_KEY -> Exit.NO_ACCESS;
            case CASE_IS_HERE, RESTORED_BEFORE -> Exit.REFUSED;
        };
        return new Failure(exit, "restore-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                refused.detail());
    }
}
