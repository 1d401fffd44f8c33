package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Argon2Cost;
import guichet.crypto.KeyDerivation;
import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Opens a vault as docs/vault-format.md says, with the JDK and without the code under test.
class HeaderFormatTest {
    private static final byte[] PKCS8_X25519 = HexFormat.of().parseHex("302e020100300506032b656e04220420");
    private static final byte[] SPKI_X25519 = HexFormat.of().parseHex("302a300506032b656e032100");

    @Test
    void isWhatThePageSays() throws VaultException, IOException, GeneralSecurityException, SQLException {
        try (TempVault temp = TempVault.make(Keys.NOTES)) {
            Keys.note(temp.vault(), "tea");
            temp.vault().close();
            byte[] file = Files.readAllBytes(temp.folder().resolve("guichet.header"));
            ByteBuffer header = ByteBuffer.wrap(file);
            assertEquals("GUICHET\0", new String(take(header, 8), StandardCharsets.US_ASCII));
            assertEquals(1, header.getShort());
            assertEquals(1, header.getLong());
            assertEquals(2, header.get());

            assertEquals(1, header.get());
            byte[] id = take(header, 16);
            assertEquals(temp.slot().hex(), HexFormat.of().formatHex(id));
            byte[] publicKey = take(header, 32);
            byte[] ephemeral = take(header, 32);
            byte[] sealed = take(header, 48);
            assertEquals(28, header.getShort());
            byte[] lock = take(header, 28);
            byte[] box = take(header, 80);

            byte[] content = gcm(boxKey(lock), box, ascii("guichet slot 1"), new byte[]{1}, id, publicKey, lock);
            byte[] privateKey = take(ByteBuffer.wrap(content), 32);
            byte[] seal = take(ByteBuffer.wrap(content).position(32), 32);
            byte[] key = hkdf(agree(privateKey, ephemeral), join(ephemeral, publicKey),
                    join(ascii("guichet database key 1"), id));
            byte[] databaseKey = gcm(key, sealed, id);

            int end = file.length - 64;
            byte[] body = take(ByteBuffer.wrap(file), end);
            byte[] mac = take(ByteBuffer.wrap(file).position(end), 32);
            assertArrayEquals(hmac(hkdf(seal, new byte[32], ascii("guichet header 1")), body), mac);
            assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(join(body, mac)),
                    take(ByteBuffer.wrap(file).position(end + 32), 32));
            assertEquals("tea", note(temp.folder().resolve("guichet-1.db"), databaseKey));
        }
    }

    /// Nothing in it depends on who the people are.
    @Test
    void twoHeadersHaveNothingInCommonButTheirForm() throws VaultException, IOException {
        try (TempVault one = TempVault.make(); TempVault other = TempVault.make()) {
            byte[] a = Files.readAllBytes(one.folder().resolve("guichet.header"));
            byte[] b = Files.readAllBytes(other.folder().resolve("guichet.header"));
            assertEquals(a.length, b.length);
            int same = 0;
            for (int i = 0; i < a.length; i++) {
                same += a[i] == b[i] ? 1 : 0;
            }
            // The form: 19 bytes in front, and of the slots the two kinds, lengths and the cost. The rest is chance.
            assertTrue(same < 19 + 2 * 3 + 12 + 20, "bytes in common: " + same);
            assertFalse(MessageDigest.isEqual(a, b));
        }
    }

    private static byte[] boxKey(byte[] lock) {
        ByteBuffer from = ByteBuffer.wrap(lock);
        Argon2Cost cost = new Argon2Cost(from.getInt(), from.getInt(), from.getInt());
        assertEquals(TempVault.CHEAP, cost);
        try (Secret passphrase = Secret.of(ascii(Keys.PASSPHRASE))) {
            return KeyDerivation.argon2id(passphrase, take(from, 16), cost);
        }
    }

    private static byte[] agree(byte[] privateKey, byte[] publicKey) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory.generatePrivate(new PKCS8EncodedKeySpec(join(PKCS8_X25519, privateKey))));
        agreement.doPhase(factory.generatePublic(new X509EncodedKeySpec(join(SPKI_X25519, publicKey))), true);
        return agreement.generateSecret();
    }

    /// RFC 5869 for one block of output.
    private static byte[] hkdf(byte[] material, byte[] salt, byte[] info) throws GeneralSecurityException {
        return hmac(hmac(salt, material), join(info, new byte[]{1}));
    }

    private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static byte[] gcm(byte[] key, byte[] ciphertext, byte[]... associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(join(associated));
        return cipher.doFinal(ciphertext);
    }

    private static String note(Path database, byte[] key) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("cipher", "sqlcipher");
        properties.setProperty("legacy", "4");
        properties.setProperty("key", "x'" + HexFormat.of().formatHex(key) + "'");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database, properties);
                var query = connection.createStatement();
                var result = query.executeQuery("SELECT text FROM note")) {
            return result.getString(1);
        }
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(java.util.Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
