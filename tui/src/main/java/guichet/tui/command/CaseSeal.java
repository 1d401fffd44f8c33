package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.Progress;
import guichet.inbox.archive.SealLetter;
import guichet.inbox.archive.Sealing;
import guichet.inbox.archive.Seals;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Seals a case for the person concerned to keep. Whether having it can endanger them is asked first, and the answer recorded.
@Command(name = "seal")
final class CaseSeal implements Action.InVault {
    private static final long MEBIBYTE = 1L << 20;
    /// In mail each part grows by the half and more, and many servers refuse more than ten.
    private static final int USUAL_PART = 5;

    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--danger", required = true, paramLabel = "no|yes")
    Danger danger = Danger.YES;

    @Option(names = "--to", paramLabel = "FILE")
    Optional<Path> to = Optional.empty();

    @Option(names = "--letter", paramLabel = "FILE")
    Optional<Path> letter = Optional.empty();

    @Option(names = "--send")
    boolean send;

    @Option(names = "--address", paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Option(names = "--signal", paramLabel = "WHO")
    Optional<String> signal = Optional.empty();

    @Option(names = "--part-size", paramLabel = "MIB")
    Optional<Integer> partSize = Optional.empty();

    @Option(names = "--with-room")
    boolean withRoom;

    /// What the person concerned answered.
    enum Danger {
        NO, YES
    }

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        if (to.isPresent() == send) {
            throw new Failure(Exit.USAGE, "one-of", "--to", "--send");
        }
        if (address.isPresent() && signal.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--address", "--signal");
        }
        if (partSize.isPresent() && (partSize.get() < 1 || partSize.get() > 1_000)) {
            throw new Failure(Exit.USAGE, "part-size");
        }
        CaseId found = Steps.read(vault, tx -> Find.caseOf(vault, tx, id)).id();
        Optional<Contact> person = Steps.read(vault, tx -> concerned(vault, tx, found));
        Optional<SealSending.Way> way = Steps.read(vault, tx -> way(vault, tx, person));
        if (send && way.isEmpty()) {
            throw new Failure(Exit.USAGE, "seal-no-address", found.value());
        }
        Seals.Answer answer = danger == Danger.NO ? Seals.Answer.NO_DANGER : Seals.Answer.DANGER;
        long asked = Steps.write(vault,
                tx -> vault.archive().seals().asked(tx, found, answer, vault.actor(Via.COMMAND)));
        if (answer == Seals.Answer.DANGER) {
            throw new Failure(Exit.REFUSED, "seal-danger", found.value());
        }
        BagLanguage theirs = BagLanguage.of(person.flatMap(Contact::language)
                .orElse(out.sentences().lang().locale().getLanguage()));
        long largest = partSize.map(size -> size * MEBIBYTE).orElse(send ? USUAL_PART * MEBIBYTE : Long.MAX_VALUE);
        CaseBag.Form form = new CaseBag.Form(theirs, vault.person().id());
        Sealing.Order order = new Sealing.Order(found, withRoom ? form.withRoom() : form, asked, largest,
                vault.actor(Via.COMMAND));
        Progress progress = new BagProgress(out);
        return switch (send
                ? vault.archive().sealing().inParts(order, way.orElseThrow().kind(), progress)
                : vault.archive().sealing().toFile(order, to.orElseThrow(), progress)) {
            case Sealing.Outcome.Refused refused -> throw failure(refused.why());
            case Sealing.Outcome.Written written -> written(found, written, theirs, out);
            case Sealing.Outcome.InParts parts -> new SealSending(vault, out).send(found, way.orElseThrow(), parts,
                    theirs);
        };
    }

    private Exit written(CaseId found, Sealing.Outcome.Written written, BagLanguage theirs, Output out)
            throws Failure {
        String text = SealLetter.text(theirs, written.files().size());
        if (letter.isPresent()) {
            try {
                Files.writeString(letter.get(), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new Failure(Exit.FAILED, "cannot-write", letter.get());
            }
        }
        List<String> files = written.files().stream().map(Path::toString).toList();
        out.answer(
                new JsonLine().put("status", "sealed").put("case", found.value()).strings("files", files)
                        .put("size", written.size()).put("sha256", written.sha256()).put("letter", text),
                out.sentences().tell("seal.written", found.value(), String.join(", ", files)) + "\n\n" + text);
        return Exit.DONE;
    }

    private Optional<SealSending.Way> way(Workspace vault, Tx tx, Optional<Contact> person)
            throws VaultException, Failure {
        if (signal.isPresent()) {
            return Optional.of(new SealSending.Way.OnSignal(Find.toOnSignal(vault, tx, signal.get())));
        }
        return address.isPresent() || person.isEmpty()
                ? address.map(SealSending.Way.ByMail::new)
                : SealSending.wayTo(vault, tx, person.get());
    }

    private static Optional<Contact> concerned(Workspace vault, Tx tx, CaseId found) throws VaultException {
        List<Contact> all = new ArrayList<>();
        for (ContactId contact : vault.cases().contacts(tx, found)) {
            vault.contacts().show(tx, contact).ifPresent(all::add);
        }
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static Failure failure(Sealing.Why why) {
        Exit exit = switch (why) {
            case NO_ARCHIVE_KEY, KEY_NOT_USABLE -> Exit.REFUSED;
            case NO_SUCH_FOLDER, EXISTS, CANNOT_WRITE, TOO_LARGE, CANCELLED -> Exit.FAILED;
        };
        return new Failure(exit, "seal-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
