package guichet.inbox.intake;

import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Takes mail out of files, by the same way in as a server's: `.eml`, mbox, Maildir, and folders of them. Of one thread.
public final class FileImport {
    private static final int LARGEST_MAIL = 256 << 20;
    /// The more in one transaction, the fewer times the index is written; the fewer, the less memory. A mail takes several times its size.
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 6L << 20;
    /// A field's name and a colon (RFC 5322, section 2.2).
    private static final Pattern HEADER = Pattern.compile("^[!-9;-~]+[ \\t]*:");
    private static final int LONGEST_FIRST_LINE = 1_000;

    private final MailIntake intake;
    private final Consumer<ImportResult> results;
    private final List<Delivery> waiting = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long waitingBytes;

    /// @param results told of each mail, in order, once it is durable
    public FileImport(MailIntake intake, Consumer<ImportResult> results) {
        this.intake = intake;
        this.results = results;
    }

    /// @param cancel asked between mails; what was told of by then stays
    public void run(List<Path> paths, BooleanSupplier cancel) throws VaultException {
        for (Path path : paths) {
            for (Path file : files(path)) {
                if (!cancel.getAsBoolean()) {
                    takeFile(file, cancel);
                }
            }
        }
        flush();
    }

    private List<Path> files(Path path) throws VaultException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try {
            List<Path> files = MailFiles.in(path);
            if (files.isEmpty()) {
                fail(path.toString(), ImportResult.Why.NO_MAIL_INSIDE);
            }
            return files;
        } catch (IOException e) {
            fail(path.toString(), ImportResult.Why.NOT_READABLE);
            return List.of();
        }
    }

    private void takeFile(Path file, BooleanSupplier cancel) throws VaultException {
        String name = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                fail(name, ImportResult.Why.NOT_READABLE);
            } else if (MailFiles.isMbox(file)) {
                takeMbox(file, cancel);
            } else if (Files.size(file) > LARGEST_MAIL) {
                fail(name, ImportResult.Why.TOO_LARGE);
            } else {
                take(name, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            fail(name, ImportResult.Why.NOT_READABLE);
        }
    }

    private void takeMbox(Path file, BooleanSupplier cancel) throws IOException, VaultException {
        try (Mbox mbox = new Mbox(Files.newInputStream(file), LARGEST_MAIL)) {
            Optional<Mbox.Next> next = mbox.next();
            for (int n = 1; next.isPresent() && !cancel.getAsBoolean(); n++) {
                String name = file + "#" + n;
                switch (next.get()) {
                    case Mbox.Next.Mail mail -> take(name, mail.raw());
                    case Mbox.Next.TooLarge() -> fail(name, ImportResult.Why.TOO_LARGE);
                }
                next = mbox.next();
            }
        }
    }

    private void take(String name, byte[] raw) throws VaultException {
        if (!looksLikeMail(raw)) {
            fail(name, ImportResult.Why.NOT_A_MAIL);
            return;
        }
        waiting.add(new Delivery(raw, new Arrival.Imported()));
        names.add(name);
        waitingBytes += raw.length;
        if (waiting.size() >= BATCH || waitingBytes >= BATCH_BYTES) {
            flush();
        }
    }

    private void flush() throws VaultException {
        List<Taken> taken = waiting.isEmpty() ? List.of() : intake.takeAll(List.copyOf(waiting));
        for (int i = 0; i < taken.size(); i++) {
            results.accept(switch (taken.get(i)) {
                case Taken.Stored stored -> new ImportResult.Imported(names.get(i), stored.id());
                case Taken.Duplicate duplicate -> new ImportResult.Duplicate(names.get(i), duplicate.id());
                case Taken.Gone _ -> throw new IllegalStateException("what a person imports is taken");
            });
        }
        waiting.clear();
        names.clear();
        waitingBytes = 0;
    }

    private void fail(String name, ImportResult.Why why) throws VaultException {
        flush();
        results.accept(new ImportResult.Failed(name, why));
    }

    private static boolean looksLikeMail(byte[] raw) {
        String start = new String(raw, 0, Math.min(raw.length, LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
        return HEADER.matcher(start).find();
    }
}
