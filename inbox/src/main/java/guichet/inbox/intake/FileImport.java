package guichet.inbox.intake;

import guichet.inbox.cases.LongContents;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/// Takes mail out of files, by the same way in as a server's: `.eml`, mbox, Maildir, and folders of them, of any size; a mail that is too long to be held
/// goes into the vault piece by piece.
///
/// Broken off wherever it was, it goes on when it is run again: what is there is known by its bytes, and is there once. Of one thread.
public final class FileImport {
    /// In bytes; as much as is fetched from a server.
    private static final long LARGEST_MAIL = 512L << 20;
    /// The more in one transaction, the fewer times the index is written; the fewer, the less memory. A mail takes several times its size.
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 6L << 20;
    /// A field's name and a colon (RFC 5322, section 2.2).
    private static final Pattern HEADER = Pattern.compile("^[!-9;-~]+[ \\t]*:");
    private static final int LONGEST_FIRST_LINE = 1_000;

    private final MailIntake intake;
    private final LongContents contents;
    private final Consumer<ImportResult> results;
    private final Progress progress;
    private final Opening opening;
    private final long largest;
    private final List<Delivery> waiting = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long waitingBytes;

    /// Is told how far it is.
    @FunctionalInterface
    public interface Progress {
        /// @param read  bytes of the files that were gone through
        /// @param total bytes of all of them
        void at(long read, long total);
    }

    /// How a file is read.
    @FunctionalInterface
    interface Opening {
        InputStream open(Path file) throws IOException;
    }

    /// @param results told of each mail, in order, once it is durable
    public FileImport(MailIntake intake, LongContents contents, Consumer<ImportResult> results, Progress progress) {
        this(intake, contents, results, progress, Files::newInputStream, LARGEST_MAIL);
    }

    FileImport(MailIntake intake, LongContents contents, Consumer<ImportResult> results, Progress progress,
            Opening opening, long largest) {
        this.intake = intake;
        this.contents = contents;
        this.results = results;
        this.progress = progress;
        this.opening = opening;
        this.largest = largest;
    }

    /// @param cancel asked between mails; what was told of by then stays
    public void run(List<Path> paths, BooleanSupplier cancel) throws VaultException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(files(path));
        }
        long total = files.stream().mapToLong(FileImport::size).sum();
        long before = 0;
        for (Path file : files) {
            if (!cancel.getAsBoolean()) {
                long begin = before;
                takeFile(file, cancel, read -> progress.at(begin + read, total));
                before += size(file);
                progress.at(before, total);
            }
        }
        flush();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Nothing of it can be gone through either; where it is opened, that is told.
            return 0;
        }
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

    private void takeFile(Path file, BooleanSupplier cancel, LongConsumer read) throws VaultException {
        String name = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                fail(name, ImportResult.Why.NOT_READABLE);
            } else if (MailFiles.isMbox(file)) {
                takeMbox(file, cancel, read);
            } else if (Files.size(file) > largest) {
                fail(name, ImportResult.Why.TOO_LARGE);
            } else {
                try (InputStream mail = opening.open(file)) {
                    take(name, mail);
                }
            }
        } catch (IOException e) {
            fail(name, ImportResult.Why.NOT_READABLE);
        }
    }

    private void takeMbox(Path file, BooleanSupplier cancel, LongConsumer read) throws IOException, VaultException {
        int n = 0;
        try (Mbox mbox = new Mbox(opening.open(file))) {
            while (!cancel.getAsBoolean() && mbox.next()) {
                n++;
                take(file + "#" + n, mbox.mail());
                read.accept(mbox.position());
            }
            if (n == 0 && !cancel.getAsBoolean()) {
                // It was an mbox a moment ago.
                fail(file.toString(), ImportResult.Why.NOT_A_MAIL);
            }
        } catch (IOException e) {
            if (n <= 1) {
                throw e;
            }
            fail(file.toString(), ImportResult.Why.NOT_READ_TO_ITS_END);
        }
    }

    private void take(String name, InputStream mail) throws IOException, VaultException {
        byte[] start = mail.readNBytes(LongContents.HELD + 1);
        if (!looksLikeMail(start)) {
            fail(name, ImportResult.Why.NOT_A_MAIL);
        } else if (start.length <= LongContents.HELD) {
            take(name, start);
        } else {
            takeLong(name, new SequenceInputStream(new ByteArrayInputStream(start), mail));
        }
    }

    private void take(String name, byte[] raw) throws VaultException {
        waiting.add(new Delivery(raw, new Arrival.Imported()));
        names.add(name);
        waitingBytes += raw.length;
        if (waiting.size() >= BATCH || waitingBytes >= BATCH_BYTES) {
            flush();
        }
    }

    private void takeLong(String name, InputStream mail) throws IOException, VaultException {
        flush();
        try (LongContents.Writing writing = contents.begin()) {
            byte[] piece = mail.readNBytes(LongContents.PIECE);
            while (piece.length > 0 && writing.size() <= largest) {
                writing.add(piece);
                piece = mail.readNBytes(LongContents.PIECE);
            }
            if (writing.size() > largest) {
                fail(name, ImportResult.Why.TOO_LARGE);
            } else {
                results.accept(result(name, intake.takeLong(writing.finish(), new Arrival.Imported())));
            }
        }
    }

    private void flush() throws VaultException {
        List<Taken> taken = waiting.isEmpty() ? List.of() : intake.takeAll(List.copyOf(waiting));
        for (int i = 0; i < taken.size(); i++) {
            results.accept(result(names.get(i), taken.get(i)));
        }
        waiting.clear();
        names.clear();
        waitingBytes = 0;
    }

    private static ImportResult result(String name, Taken taken) {
        return switch (taken) {
            case Taken.Stored stored -> new ImportResult.Imported(name, stored.id());
            case Taken.Duplicate duplicate -> new ImportResult.Duplicate(name, duplicate.id());
            case Taken.Gone _ -> throw new IllegalStateException("what a person imports is taken");
        };
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
