package guichet.crypto;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;

/// What a reader can do with a message: take the signed words out of it and encrypt just them to somebody else, so that
/// they seem to have been written to that one.
public final class PassingOn {
    private PassingOn() {
    }

    /// @param armored a message that this reader can open
    /// @return in armor
    public static byte[] passedOn(byte[] armored, Cast.Member by, Cast.Member to) {
        try {
            return Armor.encode("MESSAGE", DataEncryptor.seipd1(signedContent(armored, by.key()),
                    List.of(to.certificate().encryptionKey(Cast.NOW).orElseThrow())), "\r\n");
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The one signature inside, in armor.
    public static byte[] signature(byte[] armored, Cast.Member by) {
        return Armor.encode("SIGNATURE", RawPacket.readAll(Bytes.of(signedContent(armored, by.key())), 3).packets()
                .getLast().encoded(), "\r\n");
    }

    /// Encrypted and not signed, in armor.
    public static byte[] encrypted(byte[] plaintext, Cast.Member to) {
        try {
            byte[] literal = new RawPacket(RawPacket.LITERAL,
                    Bytes.of(Forge.joined(new byte[]{'b', 0, 0, 0, 0, 0}, plaintext))).encoded();
            return Armor.encode("MESSAGE", DataEncryptor.seipd1(literal,
                    List.of(to.certificate().encryptionKey(Cast.NOW).orElseThrow())), "\r\n");
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Out of its armor, whatever its checksum says: it must not count (RFC 9580, 6.1).
    public static byte[] unarmored(byte[] raw) {
        return Armor.isBinary(raw) ? raw : Armor.decode(raw).blocks().getFirst().content().array();
    }

    /// The packets inside of what a session key opens: a signed message of its own.
    public static byte[] opened(byte[] rawCiphertext, SessionKey session) {
        var parsed = (EncryptedMessage.Parsed.Message) EncryptedMessage.parse(Bytes.of(unarmored(rawCiphertext)));
        return ((EncryptedMessage.Decrypted.Whole) parsed.message().decrypt(session, 1 << 20)).content().array();
    }

    /// The packets inside.
    static byte[] signedContent(byte[] armored, SecretKey by) {
        var parsed = (EncryptedMessage.Parsed.Message) EncryptedMessage
                .parse(Armor.decode(armored).blocks().getFirst().content());
        SessionKey session = parsed.message().sessionKeys(by.decrypting()).getFirst();
        return ((EncryptedMessage.Decrypted.Whole) parsed.message().decrypt(session, 1 << 20)).content().array();
    }
}
