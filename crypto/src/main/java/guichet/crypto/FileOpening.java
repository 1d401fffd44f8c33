package guichet.crypto;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/// Opens what [FileSealing] makes, and what GnuPG makes of the same form: one reader or several, one literal, signed or not, not compressed.
final class FileOpening {
    private static final int MOST_SIGNATURES = 16;

    private FileOpening() {
    }

    /// What one reading to the end found.
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    private record Read(byte[] digest, List<RawPacket> signatures) {
    }

    static OpenedFile open(SealedFile.Source source, List<SecretKey> keys, List<Certificate> signers, Instant now)
            throws IOException {
        Optional<SessionKey> sessionKey;
        try (InputStream in = new Disk(source.open())) {
            sessionKey = sessionKey(in, keys);
        } catch (Malformed e) {
            return new OpenedFile.Refused(e.why);
        }
        if (sessionKey.isEmpty()) {
            return new OpenedFile.Refused(Opened.Why.NO_KEY);
        }
        if (!Strength.cipher(sessionKey.get().algorithm())) {
            return new OpenedFile.Refused(Opened.Why.WEAK_ALGORITHM);
        }
        Read read;
        try {
            read = read(source, sessionKey.get(), OutputStream.nullOutputStream());
        } catch (Malformed e) {
            return new OpenedFile.Refused(e.why);
        }
        Set<Fingerprint> readers = keys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
        SignatureJudge judge = new SignatureJudge(signers, readers, now);
        SessionKey key = sessionKey.get();
        Document document = consumer -> {
            try {
                read(source, key, new OutputStream() {
                    @Override
                    public void write(int b) {
                        consumer.take(new byte[]{(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        consumer.take(bytes, from, length);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        List<SignatureCheck> checks = new ArrayList<>();
        for (RawPacket signature : read.signatures()) {
            checks.add(judge.judge(signature, document));
        }
        return new OpenedFile.Whole(source, key, read.digest(), checks);
    }

    static InputStream content(SealedFile.Source source, SessionKey key, byte[] expected) throws IOException {
        InputStream raw = source.open();
        try {
            Inside inside = inside(raw, key);
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
                    int count = super.read(bytes, from, length);
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
        } catch (Malformed e) {
            raw.close();
            throw new IOException("the file is another by now", e);
        }
    }

    private static Optional<SessionKey> sessionKey(InputStream in, List<SecretKey> keys) throws IOException {
        try {
            for (PGPEncryptedData each : list(in)) {
                if (!(each instanceof PGPPublicKeyEncryptedData data)) {
                    continue;
                }
                for (SecretKey key : keys) {
                    for (KeyPair pair : key.decrypting()) {
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
        if (!(new PGPObjectFactory(in, new BcKeyFingerprintCalculator())
                .nextObject() instanceof PGPEncryptedDataList list)) {
            throw new Malformed(Opened.Why.MALFORMED);
        }
        return list;
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
    private record Inside(org.bouncycastle.openpgp.PGPSessionKeyEncryptedData data, PGPObjectFactory objects,
            PGPLiteralData literal, int announced, BCPGInputStream outside, InputStream decrypted) {
    }

    private static Inside inside(InputStream raw, SessionKey key) throws IOException {
        try {
            BCPGInputStream outside = BCPGInputStream.wrap(raw);
            PGPEncryptedDataList list = new PGPEncryptedDataList(outside);
            var data = list.extractSessionKeyEncryptedData();
            if (!data.isIntegrityProtected() && !data.isAEAD()) {
                throw new Malformed(Opened.Why.NO_INTEGRITY_PROTECTION);
            }
            InputStream decrypted = data.getDataStream(EncryptedMessage.decryptor(data, key));
            PGPObjectFactory objects = new PGPObjectFactory(decrypted, new BcKeyFingerprintCalculator());
            Object first = objects.nextObject();
            int announced = 0;
            if (first instanceof PGPOnePassSignatureList signatures) {
                announced = signatures.size();
                first = objects.nextObject();
            }
            if (!(first instanceof PGPLiteralData literal) || announced > MOST_SIGNATURES) {
                throw new Malformed(Opened.Why.MALFORMED);
            }
            return new Inside(data, objects, literal, announced, outside, decrypted);
        } catch (PGPException e) {
            throw new Malformed(Opened.Why.MODIFIED);
        }
    }

    /// To the last byte: the content, the signatures, the integrity, and that nothing follows.
    private static Read read(SealedFile.Source source, SessionKey key, OutputStream to) throws IOException {
        try (InputStream raw = new Disk(source.open())) {
            Inside inside = inside(raw, key);
            MessageDigest digest = sha512();
            new DigestInputStream(inside.literal().getInputStream(), digest).transferTo(to);
            List<RawPacket> signatures = signatures(inside);
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

    private static List<RawPacket> signatures(Inside inside) throws IOException {
        List<RawPacket> found = new ArrayList<>();
        for (Object next = inside.objects().nextObject(); next != null; next = inside.objects().nextObject()) {
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
                return super.read(bytes, from, length);
            } catch (IOException e) {
                throw new Trouble(e);
            }
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
