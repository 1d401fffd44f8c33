package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/// Makes a message of any length, signed inside, in binary. What is written goes through: nothing is held in memory.
final class FileSealing {
    private static final int PARTIAL_LENGTH = 1 << 16;
    /// In so much of the beginning its readers are named, or hidden: for each of them.
    private static final int HEAD = 4 * 1024;

    private FileSealing() {
    }

    /// For whom it is, and in which container.
    ///
    /// @param primaries of the readers' certificates: the signature names them
    record Sealed(PGPDataEncryptorBuilder container, List<PGPPublicKey> readers, List<PGPPublicKey> primaries,
            SealedFile.Recipient recipient) {
    }

    /// A file for one reader, always in version 1 of the container (RFC 9580, 5.13.1): every program reads it, in ten years too.
    static void seal(SealedFile.Content content, EncryptionKey to, SealedFile.Recipient recipient, SecretKey signer,
            Instant now, OutputStream out) throws CryptoException, IOException {
        Certificate certificate = to.certificate();
        PGPPublicKey key = certificate.encryptionKey(now)
                .filter(_ -> certificate.usability(now) instanceof Usability.Usable)
                .orElseThrow(() -> new CryptoException("the reader's key is not usable any more"));
        KeyPair signing = signer.signing(now)
                .orElseThrow(() -> new CryptoException("the signer's key can't sign now"));
        seal(content, new Sealed(DataEncryptor.version1(), List.of(key), List.of(certificate.parts().primary()),
                recipient), signing, now, out);
    }

    static void seal(SealedFile.Content content, Sealed form, KeyPair signing, Instant now, OutputStream out)
            throws CryptoException, IOException {
        boolean hidden = form.recipient() == SealedFile.Recipient.HIDDEN;
        Watched watched = new Watched(out, HEAD * form.readers().size());
        try {
            PGPSignatureGenerator signature = DocumentSigner.begin(signing, now, form.primaries());
            var encrypting = new PGPEncryptedDataGenerator(form.container());
            for (PGPPublicKey reader : form.readers()) {
                var method = new BcPublicKeyKeyEncryptionMethodGenerator(reader);
                method.setUseWildcardRecipient(hidden);
                encrypting.addMethod(method);
            }
            try (OutputStream inside = encrypting.open(watched, new byte[PARTIAL_LENGTH])) {
                signature.generateOnePassVersion(false).encode(inside);
                try (OutputStream literal = new PGPLiteralDataGenerator().open(inside, PGPLiteralData.BINARY, "",
                        OpenPgpTime.of(Instant.EPOCH), new byte[PARTIAL_LENGTH])) {
                    content.writeTo(new Signed(literal, signature));
                }
                signature.generate().encode(inside);
            }
        } catch (PGPException | RuntimeException e) { // whatever went wrong, what was written is of no use
            if (e instanceof java.util.concurrent.CancellationException cancelled) {
                throw cancelled;
            }
            throw new CryptoException("the file can't be encrypted", e);
        }
        watched.require(form.readers().stream().map(key -> hidden ? "" : "%016X".formatted(key.getKeyID())).toList());
    }

    /// Signs what goes through.
    private static final class Signed extends OutputStream {
        private final OutputStream to;
        private final PGPSignatureGenerator signature;

        Signed(OutputStream to, PGPSignatureGenerator signature) {
            this.to = to;
            this.signature = signature;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            signature.update(bytes, from, length);
            to.write(bytes, from, length);
        }
    }

    /// Keeps the beginning of what goes through, to compare whom it is really for with whom it was meant for. Stays open.
    private static final class Watched extends OutputStream {
        private final OutputStream to;
        private final int kept;
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();

        Watched(OutputStream to, int kept) {
            this.to = Objects.requireNonNull(to);
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            head.write(bytes, from, Math.clamp(kept - head.size(), 0, length));
            to.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        void require(List<String> meant) throws CryptoException {
            List<RawPacket> packets = RawPacket.readAll(Bytes.of(head.toByteArray()), meant.size() + 1).packets();
            List<String> named = packets.stream().filter(packet -> packet.tag() == RawPacket.PKESK)
                    .map(packet -> RecipientKeyId.of(packet.body())).sorted().toList();
            if (!named.equals(meant.stream().sorted().toList())) {
                throw new CryptoException("the file is not for whom it was meant");
            }
        }
    }
}
