package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.Digests;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenedFile;
import guichet.crypto.SealedFile;
import guichet.crypto.SecretKey;
import guichet.crypto.SignatureCheck;
import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.KnownKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Opens a sealed archive years later: integrity, key, signature, every file of the bag; and only then, when a person says so, brings the case
/// back. Any thread, not inside a transaction.
public final class CaseRestore {
    private final Vault vault;
    private final BagStores stores;

    public CaseRestore(Vault vault, BagStores stores) {
        this.vault = vault;
        this.stores = stores;
    }

    /// What a file turned out to be.
    public sealed interface Found {
        /// Nothing of it is written anywhere.
        ///
        /// @param signer whose signature it bears
        /// @param whose  why that one is believed
        /// @param signed when, as its signer says
        record Openable(Bag.Summary summary, Fingerprint signer, Whose whose, Instant signed,
                Content content) implements Found {
        }

        /// It can't be brought back.
        ///
        /// @param detail the case, the key, or when it was restored before; may be empty
        record Refused(Why why, String detail) implements Found {
        }
    }

    /// Whose signature a sealed archive bears.
    public enum Whose {
        /** A person's of this vault, one who left too, or an archive key's. */
        OURS,
        /** Somebody's whose key was accepted here, and who is nobody's contact. A person has to say that this one may bring cases back: whoever
         has the archive key's certificate can make what looks like a case. */
        ACCEPTED
    }

    /// What [#restore] works on.
    public static final class Content {
        private final Bag bag;
        private final BagSource source;
        private final String sha256;

        private Content(Bag bag, BagSource source, String sha256) {
            this.bag = bag;
            this.source = source;
            this.sha256 = sha256;
        }
    }

    /// Why a file can't be brought back.
    public enum Why {
        CANNOT_READ,
        /** It is no sealed archive at all. */
        NOT_AN_ARCHIVE,
        /** A part of it is missing, at its end or between its parts. */
        CUT,
        /** Bytes of it are others than were sealed. */
        ALTERED,
        /** None of the archive keys at hand opens it: another association's, or one that is kept elsewhere. */
        NO_KEY,
        /** Nobody known here signed it. */
        NOT_SIGNED_BY_US,
        /** Made by a newer version of this program. */
        TOO_NEW,
        /** Its case is in this vault: it was never destroyed, or another has this number. */
        CASE_IS_HERE,
        /** This very file was restored before, and the case is here. */
        RESTORED_BEFORE,
        /** A person stopped it; nothing was written. */
        CANCELLED
    }

    /// Looks at a file, or at the parts of one in their order, to its last byte. Writes nothing.
    ///
    /// @param more archive keys besides those in the vault; not closed
    public Found look(List<Path> parts, List<SecretKey> more) throws VaultException {
        List<SecretKey> own = vault.read(ArchiveKeys::secrets);
        try {
            List<SecretKey> keys = new ArrayList<>(more);
            keys.addAll(own);
            return switch (SealedFile.open(() -> joined(parts), keys, vault.read(this::signers),
                    stores.clock().instant())) {
                case OpenedFile.Refused(var why) -> refused(switch (why) {
                    case NO_KEY -> Why.NO_KEY;
                    case TRUNCATED -> Why.CUT;
                    case MODIFIED, NO_INTEGRITY_PROTECTION, WEAK_ALGORITHM -> Why.ALTERED;
                    case TOO_LARGE, MALFORMED -> Why.NOT_AN_ARCHIVE;
                });
                case OpenedFile.Whole whole -> opened(whole, sha256(parts));
            };
        } catch (IOException e) {
            return refused(Why.CANNOT_READ);
        } finally {
            own.forEach(SecretKey::close);
        }
    }

    private Found opened(OpenedFile.Whole whole, String sha256) throws VaultException {
        Optional<SignatureCheck.Good> good = whole.signatures().stream()
                .flatMap(check -> check instanceof SignatureCheck.Good one
                        ? java.util.stream.Stream.of(one)
                        : java.util.stream.Stream.empty())
                .findFirst();
        if (good.isEmpty()) {
            return new Found.Refused(Why.NOT_SIGNED_BY_US, whole.signatures().stream()
                    .map(CaseRestore::named).findFirst().orElse(""));
        }
        try {
            Bag bag = BagReader.check(whole::content);
            Optional<Found.Refused> obstacle = vault.read(tx -> obstacle(tx, bag, sha256));
            return obstacle.isPresent()
                    ? obstacle.get()
                    : new Found.Openable(bag.summary(), good.get().signer(), whose(good.get().signer()),
                            good.get().made(), new Content(bag, whole::content, sha256));
        } catch (BadBag e) {
            return refused(why(e));
        } catch (IOException e) {
            return refused(Why.CANNOT_READ);
        }
    }

    /// Brings the case back, all of it or nothing.
    ///
    /// @return empty: it is here
    public Optional<Found.Refused> restore(Found.Openable found, Actor by, Progress progress) throws VaultException {
        Content content = found.content();
        try {
            return vault.write(tx -> {
                Optional<Found.Refused> obstacle = obstacle(tx, content.bag, content.sha256);
                if (obstacle.isEmpty()) {
                    try {
                        new Revival(stores).revive(tx, content.bag, content.source, content.sha256, by, progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return obstacle;
            });
        } catch (UncheckedIOException e) {
            return Optional.of(new Found.Refused(
                    e.getCause() instanceof BadBag bad ? why(bad) : Why.CANNOT_READ, ""));
        } catch (CancellationException e) {
            return Optional.of(new Found.Refused(Why.CANCELLED, ""));
        }
    }

    private Optional<Found.Refused> obstacle(Tx tx, Bag bag, String sha256) throws VaultException {
        if (new Revival(stores).obstacle(tx, bag).isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> before = stores.journal()
                .list(tx, new JournalFilter(Optional.of(bag.id()), Optional.of(JournalKind.CASE_RESTORED),
                        JournalFilter.Exposures.AND_OTHERS, Optional.empty(), Integer.MAX_VALUE))
                .stream().filter(entry -> entry.payload().digest().equals(Optional.of(sha256)))
                .map(JournalEntry::time).findFirst();
        CaseId id = bag.id();
        return Optional.of(before.isPresent()
                ? new Found.Refused(Why.RESTORED_BEFORE, id + ", " + before.get())
                : new Found.Refused(Why.CASE_IS_HERE, id.value()));
    }

    /// Our own, and those accepted here. Never a contact's: those are the people whom cases are about, and from whom mail comes.
    private List<Certificate> signers(Tx tx) throws VaultException {
        List<Certificate> signers = ours(tx);
        for (KnownKey known : stores.keyring().list(tx)) {
            if ((known.trust() == Trust.VERIFIED || known.trust() == Trust.ACCEPTED) && !isAContacts(tx, known)) {
                signers.add(known.certificate());
            }
        }
        return signers;
    }

    private List<Certificate> ours(Tx tx) throws VaultException {
        List<Certificate> ours = new ArrayList<>(stores.people().allCertificates(tx));
        ArchiveKeys.list(tx).forEach(key -> ours.add(key.certificate()));
        return ours;
    }

    private Whose whose(Fingerprint signer) throws VaultException {
        return vault.read(this::ours).stream().anyMatch(own -> own.fingerprint().equals(signer))
                ? Whose.OURS
                : Whose.ACCEPTED;
    }

    private boolean isAContacts(Tx tx, KnownKey known) throws VaultException {
        for (Address address : known.acceptedFor()) {
            if (stores.contacts().find(tx, address).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static String named(SignatureCheck check) {
        return switch (check) {
            case SignatureCheck.Good good -> good.signer().hex();
            case SignatureCheck.Bad bad -> bad.signer().map(Fingerprint::hex).orElse("");
            case SignatureCheck.UnknownKey unknown -> unknown.keyId();
        };
    }

    private static Why why(BadBag bad) {
        return switch (bad.why()) {
            case NOT_A_BAG -> Why.NOT_AN_ARCHIVE;
            case ALTERED -> Why.ALTERED;
            case TOO_NEW -> Why.TOO_NEW;
        };
    }

    private static Found.Refused refused(Why why) {
        return new Found.Refused(why, "");
    }

    private static InputStream joined(List<Path> parts) throws IOException {
        List<InputStream> open = new ArrayList<>();
        for (Path part : parts) {
            open.add(Files.newInputStream(part));
        }
        return new java.io.BufferedInputStream(new SequenceInputStream(Collections.enumeration(open)), 1 << 16);
    }

    private static String sha256(List<Path> parts) throws IOException {
        MessageDigest digest = Digests.sha256Digest();
        try (InputStream in = joined(parts)) {
            in.transferTo(new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
