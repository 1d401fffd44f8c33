package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.chat.VCardFile.Read;
import guichet.keystore.Address;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VCardFileTest {
    private static final String KEY = Base64.getEncoder().encodeToString(Cast.amelie().certificate().bytes());

    @Test
    void readsBackWhatItWrote() {
        List<StaffCard> cards = List.of(card("Amélie, du matin; ou \\ du soir", Cast.amelie()),
                card("Bob", Cast.bob()));

        assertEquals(new Read.Cards(cards, 0), VCardFile.read(VCardFile.write(cards, Cast.NOW)));
    }

    @Test
    void writesTheLinesThatDeltaChatWrites() {
        String written = text(VCardFile.write(List.of(card("Amélie", Cast.amelie())), Cast.NOW));

        assertEquals("""
                BEGIN:VCARD
                VERSION:4.0
                EMAIL:amelie@guichet.example
                FN:Amélie
                KEY:data:application/pgp-keys;base64\\,%s
                REV:20261123T090000Z
                END:VCARD
                """.formatted(KEY).replace("\n", "\r\n"), written);
    }

    @Test
    void readsTheKeyInEachFormThatProgramsWrite() {
        for (String line : List.of("KEY:data:application/pgp-keys;base64\\," + KEY,
                "KEY:data:application/pgp-keys;base64," + KEY,
                "KEY;TYPE=PGP;ENCODING=b:" + KEY,
                "item1.KEY;PREF=1:data:application/pgp-keys;base64\\," + KEY)) {
            String version = line.contains("ENCODING=b") ? "3.0" : "4.0";
            String file = "BEGIN:VCARD\nVERSION:" + version + "\nEMAIL:amelie@guichet.example\nFN:Amélie\n"
                    + line.replaceAll("(.{70})", "$1\n ") + "\nEND:VCARD\n";

            assertEquals(new Read.Cards(List.of(card("Amélie", Cast.amelie())), 0), read(file),
                    line.substring(0, 20));
        }
    }

    @Test
    void passesOverACardThatIsNobodysOrHasTwoKeys() {
        String good = text(VCardFile.write(List.of(card("Amélie", Cast.amelie())), Cast.NOW));
        String key = good.lines().filter(line -> line.startsWith("KEY")).findFirst().orElseThrow();
        String two = good.replace(key, key + "\r\nKEY:data:application/pgp-keys;base64\\,"
                + Base64.getEncoder().encodeToString(Cast.bob().certificate().bytes()));
        String nowhere = good.replace("EMAIL:", "NOTE:");
        String torn = good.replace(KEY, KEY.substring(0, 60));

        assertEquals(new Read.Cards(List.of(card("Amélie", Cast.amelie())), 3), read(two + nowhere + torn + good));
        assertEquals(new Read.Unreadable(Read.Why.NO_KEY), read(two));
    }

    @Test
    void takesNoSecretKeyForACard() {
        String secret = Base64.getEncoder().encodeToString(Cast.bob().key().bytes());

        assertEquals(new Read.Unreadable(Read.Why.NO_KEY), read("BEGIN:VCARD\nVERSION:4.0\nEMAIL:bob@example.org\n"
                + "KEY:data:application/pgp-keys;base64\\," + secret + "\nEND:VCARD\n"));
    }

    @Test
    void aNameIsOneLineThatDoesNothingToAScreen() {
        String escaping = "\u001b[2JChef\u202e\u0007\u009b31m\\nX" + "y".repeat(300);
        String file = "BEGIN:VCARD\nVERSION:4.0\nEMAIL:amelie@guichet.example\nFN:" + escaping
                + "\nKEY:data:application/pgp-keys;base64\\," + KEY + "\nEND:VCARD\n";

        String name = ((Read.Cards) read(file)).cards().getFirst().name();

        assertTrue(name.length() <= 100);
        assertTrue(name.codePoints().allMatch(c -> Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.FORMAT), name);
        assertTrue(name.startsWith("[2JChef"), name);
        assertEquals("amelie@guichet.example", card("\u001b\u202e", Cast.amelie()).name());
    }

    @Test
    void refusesWhatIsNoFileOfCards() {
        assertEquals(new Read.Unreadable(Read.Why.NO_CARD), read(""));
        assertEquals(new Read.Unreadable(Read.Why.NO_CARD), read("-----BEGIN PGP PUBLIC KEY BLOCK-----"));
        assertEquals(new Read.Unreadable(Read.Why.TOO_LARGE),
                VCardFile.read(new byte[VCardFile.LARGEST + 1]));
        assertEquals(new Read.Unreadable(Read.Why.TOO_LARGE), read("BEGIN:VCARD\nEND:VCARD\n".repeat(201)));
        assertEquals(new Read.Unreadable(Read.Why.TOO_LARGE), read("BEGIN:VCARD\nEND:VCARD\n".repeat(180_000)));
        assertEquals(new Read.Unreadable(Read.Why.NO_CARD), read("BEGIN:VCARD\n".repeat(50_000)));
    }

    @Test
    void neverThrowsWhateverIsCutOrChanged() {
        byte[] good = VCardFile.write(List.of(card("Amélie", Cast.amelie()), card("Bob", Cast.bob())), Cast.NOW);
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length));
            for (int n = 0; n < 1 + round % 20 && bad.length > 0; n++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            if (VCardFile.read(bad) instanceof Read.Cards cards) {
                assertFalse(cards.cards().isEmpty());
            }
        }
    }

    private static StaffCard card(String name, Cast.Member member) {
        return new StaffCard(name, new Address(member.address()), member.certificate());
    }

    private static Read read(String file) {
        return VCardFile.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}
