package guichet.crypto;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/// One signature packet of version 4 or 6, read but not yet believed (RFC 9580, 5.2).
///
/// What it says is its [SignatureStatement]; the issuer alone may stand outside of that, as a hint. The verifying methods
/// change state: one thread, before it is shared.
final class ParsedSignature {
    static final int LONGEST = 64 * 1024;
    private static final int MOST_BACK_BINDINGS = 4;
    private static final PGPContentVerifierBuilderProvider VERIFIERS = new BcPGPContentVerifierBuilderProvider();
    private final RawPacket packet;
    private final PGPSignature signature;
    private final PGPSignatureSubpacketVector hashed;
    private final Instant created;
    private final SignatureStatement statement;

    private ParsedSignature(RawPacket packet, PGPSignature signature, PGPSignatureSubpacketVector hashed,
            Instant created) {
        this.packet = packet;
        this.signature = signature;
        this.hashed = hashed;
        this.created = created;
        this.statement = new SignatureStatement(hashed, created);
    }

    static Optional<ParsedSignature> parse(RawPacket packet) {
        int length = packet.body().length();
        if (packet.tag() != RawPacket.SIGNATURE || length < 8 || length > LONGEST
                || (packet.body().at(0) != 4 && packet.body().at(0) != 6)) {
            return Optional.empty();
        }
        RawPacket copy = new RawPacket(packet.tag(), packet.body().copy());
        try {
            return of(new PGPSignature(new BCPGInputStream(Bytes.of(copy.encoded()).stream())), copy);
        } catch (IOException | PGPException | RuntimeException e) { // Bouncy Castle throws any of them for bad packets
            return Optional.empty();
        }
    }

    /// One that this program has just made.
    static ParsedSignature made(PGPSignature signature) throws IOException {
        RawPacket packet = RawPacket.readAll(Bytes.of(signature.getEncoded()), 1).packets().getFirst();
        return parse(packet).orElseThrow(() -> new IOException("a signature of our own can't be read"));
    }

    private static Optional<ParsedSignature> of(PGPSignature signature, RawPacket packet) {
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        if (hashed == null || hashed.getSignatureCreationTime() == null) {
            return Optional.empty();
        }
        return Optional
                .of(new ParsedSignature(packet, signature, hashed, hashed.getSignatureCreationTime().toInstant()));
    }

    RawPacket packet() {
        return packet;
    }

    int type() {
        return signature.getSignatureType();
    }

    int hash() {
        return signature.getHashAlgorithm();
    }

    Instant created() {
        return created;
    }

    SignatureStatement says() {
        return statement;
    }

    /// The key id that it names, as 16 hexadecimal digits; empty where it names none.
    String issuerKeyId() {
        IssuerFingerprint fingerprint = issuerFingerprint();
        long id = fingerprint != null ? fingerprint.getKeyID() : signature.getKeyID();
        return id == 0 ? "" : "%016X".formatted(id);
    }

    /// Whether it claims to be by this key, or does not say by whom.
    boolean mayBeBy(PGPPublicKey key) {
        IssuerFingerprint fingerprint = issuerFingerprint();
        if (fingerprint != null) {
            return Arrays.equals(fingerprint.getFingerprint(), key.getFingerprint());
        }
        return signature.getKeyID() == 0 || signature.getKeyID() == key.getKeyID();
    }

    boolean namesAnIssuer() {
        return !issuerKeyId().isEmpty();
    }

    private @Nullable IssuerFingerprint issuerFingerprint() {
        IssuerFingerprint fingerprint = hashed.getIssuerFingerprint();
        if (fingerprint != null) {
            return fingerprint;
        }
        PGPSignatureSubpacketVector hints = signature.getUnhashedSubPackets();
        return hints == null ? null : hints.getIssuerFingerprint();
    }

    boolean verifiesKey(PGPPublicKey primary) {
        return verifies(primary, () -> signature.verifyCertification(primary));
    }

    boolean verifiesUserId(Bytes userId, PGPPublicKey primary) {
        return verifies(primary, () -> signature.verifyCertification(userId.array(), primary));
    }

    boolean verifiesSubkey(PGPPublicKey primary, PGPPublicKey subkey) {
        return verifies(primary, () -> signature.verifyCertification(primary, subkey));
    }

    /// For a subkey's binding: whether that subkey signed, too, that it belongs to the primary key (type 0x19). Without
    /// it, anybody can claim somebody else's signing subkey.
    boolean carriesBindingBy(PGPPublicKey subkey, PGPPublicKey primary) {
        for (SignatureSubpacket embedded : backBindings()) {
            Optional<ParsedSignature> back = parse(new RawPacket(RawPacket.SIGNATURE, Bytes.of(embedded.getData())));
            if (back.isPresent() && back.get().type() == PGPSignature.PRIMARYKEY_BINDING
                    && Strength.selfSignatureHash(back.get().hash(), back.get().created())
                    && !back.get().says().demandsTheUnknown() && back.get().verifiesBackwards(subkey, primary)) {
                return true;
            }
        }
        return false;
    }

    /// The signatures that are carried in this one, signed or not: each proves itself.
    List<SignatureSubpacket> backBindings() {
        List<SignatureSubpacket> found = new ArrayList<>(
                statement.subpackets(SignatureSubpacketTags.EMBEDDED_SIGNATURE));
        PGPSignatureSubpacketVector hints = signature.getUnhashedSubPackets();
        if (hints != null) {
            found.addAll(Arrays.asList(hints.getSubpackets(SignatureSubpacketTags.EMBEDDED_SIGNATURE)));
        }
        return found.stream().limit(MOST_BACK_BINDINGS).toList();
    }

    private boolean verifiesBackwards(PGPPublicKey subkey, PGPPublicKey primary) {
        return verifies(subkey, () -> signature.verifyCertification(primary, subkey));
    }

    boolean verifiesDocument(Document content, PGPPublicKey key) {
        return verifies(key, () -> {
            content.giveTo(signature::update);
            return signature.verify();
        });
    }

    /// The same statement and the same signature, whatever stands in the area that is not signed.
    boolean sameAs(ParsedSignature other) {
        try {
            return Arrays.equals(signature.getSignatureTrailer(), other.signature.getSignatureTrailer())
                    && Arrays.equals(signature.getSignature(), other.signature.getSignature());
        } catch (PGPException e) {
            return false;
        }
    }

    private boolean verifies(PGPPublicKey by, Check check) {
        try {
            signature.init(VERIFIERS, by);
            return check.run();
        } catch (PGPException | RuntimeException e) { // Bouncy Castle throws any of them for impossible values
            return false;
        }
    }

    @FunctionalInterface
    private interface Check {
        boolean run() throws PGPException;
    }
}
