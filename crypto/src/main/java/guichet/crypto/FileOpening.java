package guichet.crypto;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPadding;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.jspecify.annotations.Nullable;

/// Opens what [FileSealing] makes, and what GnuPG makes of the same form: one reader or several, one literal, signed or not. As [Form.Kind#MAIL] it may be
/// compressed too.
final class FileOpening {
    private static final int MOST_SIGNATURES = 16;
    /// How often a secret key is tried. Hidden recipients make us try each key on each packet.
    private static final int MOST_TRIALS = 256;
    /// Of what stands before the encrypted container, in bytes.
    private static final int MOST_BEFORE = 4 << 20;
    /// Of what stands behind the content, decompressed: its signatures, in bytes.
    private static final int MOST_BEHIND = 1 << 20;

    private FileOpening() {
    }

    /// What one reading to the end found.
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    private record Read(byte[] digest, List<RawPacket> signatures) {
    }

    /// What is taken for a file of its kind.
    ///
    /// @param mostContent of the literal, in bytes
    record Form(Kind kind, long mostContent) {
        static final Form SEALED = new Form(Kind.FILE, Long.MAX_VALUE);

        enum Kind {
            /** Binary and not compressed. */
            FILE,
            /** Armored or binary, compressed or not. */
            MAIL
        }

        static Form mail(OpenLimits limits) {
            return new Form(Kind.MAIL, limits.maxPlaintextBytes());
        }

        InputStream binary(InputStream raw) throws IOException {
            if (kind == Kind.FILE) {
                return raw;
            }
            var beginning = new PushbackInputStream(raw);
            int first = beginning.read();
            if (first >= 0) {
                beginning.unread(first);
            }
            return first >= 0 && (first & 0x80) == 0 ? new ArmoredInput(beginning) : beginning;
        }
    }

    static OpenedFile open(SealedFile.Source source, Form form, List<SecretKey> keys, List<Certificate> signers,
            Instant now) throws IOException {
        Optional<SessionKey> sessionKey;
        try (InputStream in = form.binary(new Disk(source.open()))) {
            sessionKey = sessionKey(new Beginning(in, MOST_BEFORE), keys);
        } catch (Malformed e) {
            return new OpenedFile.Refused(e.why);
        } catch (Disk.Trouble e) {
            throw e.carried();
        }
        if (sessionKey.isEmpty()) {
            return new OpenedFile.Refused(Opened.Why.NO_KEY);
        }
        Set<Fingerprint> readers = keys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
        return open(source, form, sessionKey.get(), new SignatureJudge(signers, readers, now));
    }

    static OpenedFile open(SealedFile.Source source, Form form, SessionKey key, SignatureJudge judge)
            throws IOException {
        if (!Strength.cipher(key.algorithm())) {
            return new OpenedFile.Refused(Opened.Why.WEAK_ALGORITHM);
        }
        Read read;
        try {
            read = read(source, form, key, OutputStream.nullOutputStream());
        } catch (Malformed e) {
            return new OpenedFile.Refused(e.why);
        }
        var document = new StreamedDocument(to -> read(source, form, key, to));
        List<SignatureCheck> checks = new ArrayList<>();
        for (RawPacket signature : read.signatures()) {
            checks.add(judge.judge(signature, document));
            document.requireRead();
        }
        return new OpenedFile.Whole(source, form, key, read.digest(), checks);
    }

    static InputStream content(SealedFile.Source source, Form form, SessionKey key, byte[] expected)
            throws IOException {
        InputStream raw = new Disk(source.open());
        try {
            Inside inside = inside(form.binary(raw), form, key);
            MessageDigest digest = sha512();
            return new FilterInputStream(new DigestInputStream(inside.literal().getInputStream(), digest)) {
                private boolean ended;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int count;
                    try {
                        count = super.read(bytes, from, length);
                    } catch (Disk.Trouble e) {
                        throw e.carried();
                    }
                    if (count < 0 && !ended) {
                        ended = true;
                        if (!MessageDigest.isEqual(digest.digest(), expected)) {
                            throw new IOException("the file is another by now");
                        }
                    }
                    return count;
                }

                @Override
                public void close() throws IOException {
                    raw.close();
                }
            };
        } catch (Disk.Trouble e) {
            raw.close();
            throw e.carried();
        } catch (Malformed e) {
            raw.close();
            throw new IOException("the file is another by now", e);
        }
    }

    private static Optional<SessionKey> sessionKey(InputStream in, List<SecretKey> keys) throws IOException {
        try {
            int trials = 0;
            for (PGPEncryptedData each : list(in)) {
                if (!(each instanceof PGPPublicKeyEncryptedData data)) {
                    continue;
                }
                for (SecretKey key : keys) {
                    for (KeyPair pair : key.decrypting()) {
                        if (++trials > MOST_TRIALS) {
                            return Optional.empty();
                        }
                        Optional<SessionKey> found = tried(data, pair);
                        if (found.isPresent()) {
                            return found;
                        }
                    }
                }
            }
            return Optional.empty();
        } catch (Malformed e) {
            throw e;
        } catch (Disk.Trouble e) {
            throw e.carried();
        } catch (EOFException e) {
            throw new Malformed(Opened.Why.TRUNCATED);
        } catch (IOException | RuntimeException e) { // Bouncy Castle throws any of them for bad packets
            throw new Malformed(Opened.Why.MALFORMED);
        }
    }

    private static PGPEncryptedDataList list(InputStream in) throws IOException {
        if (!(next(new PGPObjectFactory(in, new BcKeyFingerprintCalculator())) instanceof PGPEncryptedDataList list)) {
            throw new Malformed(Opened.Why.MALFORMED);
        }
        return list;
    }

    /// Passes over what means nothing, and may stand anywhere.
    private static @Nullable Object next(PGPObjectFactory objects) throws IOException {
        Object next = objects.nextObject();
        while (next instanceof PGPMarker || next instanceof PGPPadding) {
            next = objects.nextObject();
        }
        return next;
    }

    /// A hidden reader may be anybody: another algorithm's key is not tried.
    private static Optional<SessionKey> tried(PGPPublicKeyEncryptedData data, KeyPair pair) {
        boolean mayBe = data.getAlgorithm() == pair.key().getAlgorithm()
                && (data.getKeyIdentifier().isWildcard()
                        || data.getKeyIdentifier().matchesExplicit(pair.key().getKeyIdentifier()));
        if (!mayBe) {
            return Optional.empty();
        }
        try {
            PGPSessionKey key = data.getSessionKey(
                    new BcPublicKeyDataDecryptorFactory(new PGPKeyPair(pair.key(), pair.secret())));
            return Optional.of(SessionKey.of(key.getAlgorithm(), key.getKey()));
        } catch (PGPException | RuntimeException e) { // any of them for another's packet
            return Optional.empty();
        }
    }

    /// Where the content begins.
    ///
    /// @param round what the compressed packet stands in
    private record Inside(org.bouncycastle.openpgp.PGPSessionKeyEncryptedData data, PGPObjectFactory objects,
            PGPLiteralData literal, int announced, BCPGInputStream outside, InputStream decrypted, long most,
            Optional<PGPObjectFactory> round, Beginning inner) {
    }

    private static Inside inside(InputStream raw, Form form, SessionKey key) throws IOException {
        try {
            BCPGInputStream outside = BCPGInputStream.wrap(raw);
            PGPEncryptedDataList list = new PGPEncryptedDataList(outside);
            var data = list.extractSessionKeyEncryptedData();
            if (!data.isIntegrityProtected() && !data.isAEAD()) {
                throw new Malformed(Opened.Why.NO_INTEGRITY_PROTECTION);
            }
            InputStream decrypted = data.getDataStream(EncryptedMessage.decryptor(data, key));
            Beginning inner = new Beginning(decrypted, Long.MAX_VALUE);
            PGPObjectFactory objects = new PGPObjectFactory(inner, new BcKeyFingerprintCalculator());
            Optional<PGPObjectFactory> round = Optional.empty();
            Object first = next(objects);
            if (first instanceof PGPCompressedData compressed && form.kind() == Form.Kind.MAIL) {
                round = Optional.of(objects);
                inner = new Beginning(compressed.getDataStream(), Long.MAX_VALUE);
                objects = new PGPObjectFactory(inner, new BcKeyFingerprintCalculator());
                first = next(objects);
            }
            int announced = 0;
            if (first instanceof PGPOnePassSignatureList signatures) {
                announced = signatures.size();
                first = next(objects);
            }
            if (!(first instanceof PGPLiteralData literal) || announced > MOST_SIGNATURES) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            return new Inside(data, objects, literal, announced, outside, decrypted, form.mostContent(), round,
                    inner);
        } catch (PGPException e) {
            throw new Malformed(Opened.Why.MODIFIED);
        }
    }

    /// To the last byte: the content, the signatures, the integrity, and that nothing follows.
    private static Read read(SealedFile.Source source, Form form, SessionKey key, OutputStream to)
            throws IOException {
        try (InputStream raw = form.binary(new Disk(source.open()))) {
            Inside inside = inside(raw, form, key);
            MessageDigest digest = sha512();
            copy(new DigestInputStream(inside.literal().getInputStream(), digest), to, inside.most());
            inside.inner().leave(MOST_BEHIND);
            List<RawPacket> signatures = signatures(inside);
            if (inside.round().isPresent() && next(inside.round().get()) != null) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            if (inside.decrypted().read() >= 0 || (inside.data().isIntegrityProtected() && !inside.data().verify())) {
                throw new Malformed(Opened.Why.MODIFIED);
            }
            if (raw.read() >= 0) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            return new Read(digest.digest(), signatures);
        } catch (Malformed e) {
            throw e;
        } catch (Disk.Trouble e) {
            throw e.carried();
        } catch (EOFException e) {
            throw new Malformed(Opened.Why.TRUNCATED);
        } catch (IOException | PGPException | RuntimeException e) { // Bouncy Castle throws any of them for altered bytes
            throw new Malformed(Opened.Why.MODIFIED);
        }
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] some = new byte[1 << 16];
        long left = most;
        for (int count = from.read(some); count >= 0; count = from.read(some)) {
            left -= count;
            if (left < 0) {
                throw new Malformed(Opened.Why.TOO_LARGE);
            }
            to.write(some, 0, count);
        }
    }

    private static List<RawPacket> signatures(Inside inside) throws IOException {
        List<RawPacket> found = new ArrayList<>();
        for (Object next = next(inside.objects()); next != null; next = next(inside.objects())) {
            if (!(next instanceof PGPSignatureList list)) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            for (PGPSignature signature : list) {
                found.addAll(RawPacket.readAll(Bytes.of(signature.getEncoded()), 1).packets());
            }
        }
        if (found.size() != inside.announced()) {
            throw new Malformed(Opened.Why.MALFORMED);
        }
        return found;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-512", e);
        }
    }

    /// A file whose own trouble is told apart from that of what is in it.
    private static final class Disk extends FilterInputStream {
        Disk(InputStream file) {
            super(file);
        }

        static final class Trouble extends RuntimeException {
            @java.io.Serial
            private static final long serialVersionUID = 1L;
            private final IOException carried;

            Trouble(IOException carried) {
                super(null, carried, false, false);
                this.carried = carried;
            }

            IOException carried() {
                return carried;
            }
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw new Trouble(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                // All that was asked for: Bouncy Castle takes a short answer for the end.
                int count = in.readNBytes(bytes, from, length);
                return count == 0 && length > 0 ? -1 : count;
            } catch (IOException e) {
                throw new Trouble(e);
            }
        }
    }

    /// No more than the beginning of a file: whoever reads on finds it bad.
    private static final class Beginning extends FilterInputStream {
        private long left;

        Beginning(InputStream file, long most) {
            super(file);
            this.left = most;
        }

        /// From here on so much, and no more.
        void leave(long most) {
            left = most;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left <= 0) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            int count = super.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    /// Not what it should be, as opposed to a disk that can't be read.
    private static final class Malformed extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
        private final Opened.Why why;

        Malformed(Opened.Why why) {
            super(why.name());
            this.why = why;
        }
    }
}
