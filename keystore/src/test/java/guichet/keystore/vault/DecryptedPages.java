package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A vault's database as who has its key can read it: every page of the file and of the log, decrypted by the JDK's AES alone, after
/// SQLCipher 4's description. No SQLite is asked, so what no query would find is there as well.
public final class DecryptedPages {
    private static final int PAGE = 4096;
    /// At a page's end: an IV of 16 bytes, a MAC of 64.
    private static final int RESERVED = 80;
    private static final int SALT = 16;
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;

    private final List<String> pages;

    private DecryptedPages(List<String> pages) {
        this.pages = pages;
    }

    /// As it lies on the disk now.
    public static DecryptedPages of(TempVault temp) throws VaultException, IOException {
        VaultFolder folder = new VaultFolder(temp.folder());
        byte[] raw = Files.readAllBytes(folder.header());
        Header header = assertInstanceOf(Header.Reading.Alleged.class, Header.read(raw)).header();
        try (Secret passphrase = TempVault.passphrase()) {
            var opened = assertInstanceOf(Slot.Attempt.Opened.class,
                    header.slots().getFirst().open(new Credential.Passphrase(passphrase)));
            byte[] key = opened.keys().database();
            List<String> pages = new ArrayList<>();
            byte[] file = Files.readAllBytes(folder.database(header.database()));
            for (int at = 0; at + PAGE <= file.length; at += PAGE) {
                pages.add(page(key, file, at, at == 0 ? SALT : 0));
            }
            Path log = folder.log(header.database());
            byte[] frames = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
            for (int at = LOG_HEADER + FRAME_HEADER; at + PAGE <= frames.length; at += FRAME_HEADER + PAGE) {
                boolean first = frames[at - FRAME_HEADER + 3] == 1 && frames[at - FRAME_HEADER + 2] == 0
                        && frames[at - FRAME_HEADER + 1] == 0 && frames[at - FRAME_HEADER] == 0;
                pages.add(page(key, frames, at, first ? SALT : 0));
            }
            return new DecryptedPages(pages);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether a word stands on a page, in UTF-8 or UTF-16; of one that is cut over two pages each half counts.
    public boolean hold(String word) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String bytes = new String(word.getBytes(charset), StandardCharsets.ISO_8859_1);
            if (pages.stream().anyMatch(page -> page.contains(bytes))) {
                return true;
            }
        }
        return false;
    }

    /// Whether these bytes stand on a page.
    public boolean hold(byte[] bytes) {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        return pages.stream().anyMatch(page -> page.contains(wanted));
    }

    public int count() {
        return pages.size();
    }

    private static String page(byte[] key, byte[] from, int at, int clear) throws GeneralSecurityException {
        int end = at + PAGE - RESERVED;
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"),
                new IvParameterSpec(Arrays.copyOfRange(from, end, end + 16)));
        byte[] plain = cipher.doFinal(from, at + clear, PAGE - RESERVED - clear);
        return new String(plain, StandardCharsets.ISO_8859_1);
    }
}
