package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.KeyProblem;
import guichet.crypto.SealedFile;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Seals a case for the person concerned to keep: its bag, encrypted to the association's archive key alone, which the file does not name; signed
/// inside; its size one of few. Who has it can't read it. Any thread, not inside a transaction.
public final class Sealing {
    private static final int BUFFER = 1 << 16;
    private static final int NAME_BYTES = 4;
    /// Of what is sent: all of it is in memory, and gets larger by the half on its way.
    private static final long LARGEST_SENT = 40L << 20;

    private final Vault vault;
    private final BagStores stores;
    private final Seals seals;
    private final SecureRandom random;

    public Sealing(Vault vault, BagStores stores, SecureRandom random) {
        this.vault = vault;
        this.stores = stores;
        this.seals = new Seals(stores.journal(), stores.clock());
        this.random = random;
    }

    /// What to seal, by whom, and under which answer ([Seals#asked]) of the person concerned.
    ///
    /// @param largest of one part, in bytes; what is larger is split
    public record Order(CaseId id, CaseBag.Form form, long seal, long largest, Actor by) {
    }

    /// How it ended.
    public sealed interface Outcome {
        /// @param files in the order in which they are put together
        record Written(List<Path> files, long size, String sha256) implements Outcome {
            public Written {
                files = List.copyOf(files);
            }
        }

        /// @param parts to be attached, each to a message of its own
        record InParts(List<AttachedFile> parts, long size, String sha256) implements Outcome {
            public InParts {
                parts = List.copyOf(parts);
            }
        }

        /// There is no file.
        record Refused(Why why) implements Outcome {
        }
    }

    /// Why there is no sealed archive.
    public enum Why {
        /** No archive key was made yet. */
        NO_ARCHIVE_KEY,
        /** The archive key has expired or was revoked. */
        KEY_NOT_USABLE, NO_SUCH_FOLDER,
        /** Something has that name already: a file, a folder, a link. */
        EXISTS, CANNOT_WRITE,
        /** It is too large to be sent. */
        TOO_LARGE, CANCELLED
    }

    /// Into a file, to be handed over.
    ///
    /// @param to a file that is not there yet, or a folder: then the name is a neutral one
    public Outcome toFile(Order order, Path to, Progress progress) throws VaultException {
        Path place = Files.isDirectory(to) ? to.resolve(neutralName()) : to;
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return new Outcome.Refused(Why.NO_SUCH_FOLDER);
        }
        return guarded(key -> {
            try (NewFile whole = new NewFile(place, random)) {
                Sealed sealed;
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(create(whole.beside()), StandardOpenOption.WRITE), BUFFER)) {
                    sealed = seal(order, key, out, progress);
                }
                List<Path> files = sealed.size() <= order.largest()
                        ? finished(whole, place)
                        : split(whole.beside(), place, order.largest());
                recordedOrGone(order, sealed, key, files);
                return new Outcome.Written(files, sealed.size(), sealed.sha256());
            }
        });
    }

    /// Into memory, to be sent through the gate.
    public Outcome inParts(Order order, Seals.Way way, Progress progress) throws VaultException {
        return guarded(key -> {
            var out = new Bounded();
            Sealed sealed = seal(order, key, out, progress);
            byte[] all = out.toByteArray();
            String name = neutralName();
            int count = Math.toIntExact((all.length + order.largest() - 1) / order.largest());
            List<AttachedFile> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int from = Math.toIntExact(i * order.largest());
                byte[] part = Arrays.copyOfRange(all, from, (int) Math.min(all.length, from + order.largest()));
                parts.add(new AttachedFile(count == 1 ? name : numbered(name, i + 1), "application/octet-stream",
                        part));
            }
            recorded(order, way, sealed, key, parts.stream().map(AttachedFile::name).toList());
            return new Outcome.InParts(parts, sealed.size(), sealed.sha256());
        });
    }

    private record Sealed(long size, String sha256) {
    }

    @FunctionalInterface
    private interface Making {
        Outcome with(EncryptionKey key) throws IOException, VaultException, CryptoException;
    }

    private Outcome guarded(Making making) throws VaultException {
        Optional<Certificate> certificate = vault.read(ArchiveKeys::current)
                .map(ArchiveKeys.ArchiveKey::certificate);
        if (certificate.isEmpty()) {
            return new Outcome.Refused(Why.NO_ARCHIVE_KEY);
        }
        return switch (certificate.get().usability(stores.clock().instant())) {
            case Usability.Unusable(KeyProblem _) -> new Outcome.Refused(Why.KEY_NOT_USABLE);
            case Usability.Usable(EncryptionKey key) -> {
                try {
                    yield making.with(key);
                } catch (FileAlreadyExistsException e) {
                    yield new Outcome.Refused(Why.EXISTS);
                } catch (TooLarge e) {
                    yield new Outcome.Refused(Why.TOO_LARGE);
                } catch (IOException | UncheckedIOException | CryptoException e) {
                    // An interrupt closes the file that is being written: it was a person's.
                    yield new Outcome.Refused(Thread.interrupted() ? Why.CANCELLED : Why.CANNOT_WRITE);
                } catch (CancellationException e) {
                    yield new Outcome.Refused(Why.CANCELLED);
                }
            }
        };
    }

    /// What the vault does not know was sealed is not left either.
    private void recordedOrGone(Order order, Sealed sealed, EncryptionKey key, List<Path> files)
            throws VaultException, IOException {
        boolean known = false;
        try {
            recorded(order, Seals.Way.FILE, sealed, key, List.of());
            known = true;
        } finally {
            for (Path file : known ? List.<Path>of() : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void recorded(Order order, Seals.Way way, Sealed sealed, EncryptionKey key, List<String> parts)
            throws VaultException {
        vault.write(tx -> {
            seals.made(tx, order.seal(), order.id(),
                    new Seals.Made(way, sealed.sha256(), sealed.size(), key.fingerprint().hex(), parts), order.by());
            return true;
        });
    }

    private Sealed seal(Order order, EncryptionKey key, OutputStream out, Progress progress)
            throws IOException, VaultException, CryptoException {
        Counted counted = new Counted(out);
        try (SecretKey signer = vault.read(tx -> stores.people().key(tx, order.form().by()))) {
            SealedFile.seal(to -> padded(order, to, progress), key, SealedFile.Recipient.HIDDEN, signer,
                    stores.clock().instant(), counted);
        }
        return new Sealed(counted.count(), counted.sha256());
    }

    /// A tar's readers ignore what follows its end.
    private void padded(Order order, OutputStream to, Progress progress) throws IOException {
        Counted counted = new Counted(to);
        try (TarTarget target = new TarTarget(counted, order.id().value())) {
            vault.read(tx -> {
                try {
                    return new CaseBag(stores).write(tx, order.id(), target, order.form().forThem(), progress);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (VaultException e) {
            throw new IOException("the vault can't be read", e);
        }
        byte[] zeros = new byte[BUFFER];
        long missing = Padding.padded(counted.count()) - counted.count();
        while (missing > 0) {
            int some = (int) Math.min(missing, zeros.length);
            to.write(zeros, 0, some);
            missing -= some;
        }
    }

    private static List<Path> finished(NewFile whole, Path place) throws IOException {
        whole.finish();
        return List.of(place);
    }

    /// All parts are on the disk before the first of them gets its name, and the first one gets it last: where it is, the others are.
    private List<Path> split(Path whole, Path place, long largest) throws IOException {
        List<Path> places = new ArrayList<>();
        Deque<NewFile> parts = new ArrayDeque<>();
        boolean all = false;
        try (InputStream in = Files.newInputStream(whole)) {
            long left = Files.size(whole);
            while (left > 0) {
                Path part = place.resolveSibling(numbered(place.getFileName().toString(), places.size() + 1));
                NewFile file = new NewFile(part, random);
                parts.push(file);
                places.add(part);
                try (OutputStream out = Files.newOutputStream(create(file.beside()), StandardOpenOption.WRITE)) {
                    left -= copy(in, Math.min(left, largest), out);
                }
            }
            while (!parts.isEmpty()) {
                parts.peek().finish();
                parts.pop().close();
            }
            all = true;
            return places;
        } finally {
            int unfinished = parts.size();
            for (NewFile part : parts) {
                part.close();
            }
            for (Path part : all ? List.<Path>of() : places.subList(unfinished, places.size())) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static long copy(InputStream in, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("the file got shorter");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
        return length;
    }

    private String neutralName() {
        byte[] unique = new byte[NAME_BYTES];
        random.nextBytes(unique);
        return "data-" + HexFormat.of().formatHex(unique) + ".bin";
    }

    private static String numbered(String name, int number) {
        return String.format(Locale.ROOT, "%s.%03d", name, number);
    }

    private static Path create(Path file) throws IOException {
        return Files.createFile(file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static final class TooLarge extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
    }

    /// Memory, up to what can be sent.
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream memory = new ByteArrayOutputStream();

        byte[] toByteArray() {
            return memory.toByteArray();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (memory.size() + (long) length > LARGEST_SENT) {
                throw new TooLarge();
            }
            memory.write(bytes, from, length);
        }
    }
}
