package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.junit.jupiter.api.Test;

/// What current programs make and Debian's don't: RFC 9580's version 6 keys, Argon2, and LibrePGP's container.
class NewFormsTest {
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final byte[] TEXT = Forge.utf8("Réunion à midi.");

    private final OpenPgp pgp = new OpenPgp();

    @Test
    void aVersion6KeyUnderArgon2IsImportedAndUsed() throws Exception {
        OpenPGPKey made = new BcOpenPGPApi().generateKey(6, OpenPgpTime.of(Cast.NOW))
                .ed25519x25519Key("Six <six@example.org>")
                .build("geheim".toCharArray());
        KeyFile.Keys keys = assertInstanceOf(KeyFile.Keys.class, KeyFile.read(made.getEncoded()));
        SecretKey key;
        try (Secret right = Secret.of("geheim".toCharArray()); Secret wrong = Secret.of("Geheim".toCharArray())) {
            LockedKey locked = keys.secretKeys().getFirst();
            assertEquals(new Unlocked.WrongPassphrase(), locked.unlock(wrong));
            key = SecretKey.fromVault(assertInstanceOf(Unlocked.Opened.class, locked.unlock(right)).key().bytes());
        }
        assertEquals(64, key.fingerprint().hex().length());
        EncryptionKey usable = assertInstanceOf(Usability.Usable.class, key.certificate().usability(Cast.NOW)).key();

        byte[] message = pgp.encryptAndSign(TEXT, List.of(usable, Cast.alice().encryptionKey()), key, Cast.NOW).bytes();

        for (SecretKey reader : List.of(key, Cast.alice().key())) {
            Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class,
                    pgp.open(message, List.of(reader), List.of(key.certificate()), LIMITS, Cast.NOW));
            assertArrayEquals(TEXT, opened.bytes());
            assertEquals(List.of(new SignatureCheck.Good(key.fingerprint(), Cast.NOW, KeyState.USABLE)),
                    opened.signatures());
        }
    }

    @Test
    void librePgpsContainerIsReadAndNeverWritten() throws Exception {
        var generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithAEAD(AEADAlgorithmTags.OCB, 10).setUseV5AEAD());
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(Forge.subkey(Cast.bob())));
        var out = new ByteArrayOutputStream();
        try (OutputStream encrypting = generator.open(out, new byte[512])) {
            encrypting.write(Forge.signed("par GnuPG 2.4", Forge.signing(Cast.alice())));
        }
        byte[] message = out.toByteArray();

        assertEquals(RawPacket.LIBREPGP_AEAD, RawPacket.readAll(Bytes.of(message), 9).packets().getLast().tag());
        assertInstanceOf(Opened.Plaintext.class,
                pgp.open(message, List.of(Cast.bob().key()), List.of(), LIMITS, Cast.NOW));
        message[message.length - 20] ^= 1;
        assertEquals(new Opened.Refused(Opened.Why.MODIFIED),
                pgp.open(message, List.of(Cast.bob().key()), List.of(), LIMITS, Cast.NOW));
        byte[] ours = pgp.encryptAndSign(TEXT, List.of(Cast.amelie().encryptionKey()), Cast.alice().key(), Cast.NOW)
                .bytes();
        RawPacket.readAll(Armor.decode(ours).blocks().getFirst().content(), 9).packets()
                .forEach(packet -> assertNotEquals(RawPacket.LIBREPGP_AEAD, packet.tag()));
    }
}
