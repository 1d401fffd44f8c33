package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Gpg;
import guichet.crypto.PassingOn;
import guichet.crypto.RequiresPeer;
import guichet.inbox.Protection.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No input makes `valid` unless GnuPG, given exactly the bytes that are shown and that one key, says so too. [JudgedByGnuPg] asks the same of
/// every mail of the other tests.
@RequiresPeer("gpg")
class ValidByGnuPgTest {
    private static final int MAILS = Boolean.getBoolean("guichet.soak") ? 60_000 : 1_500;
    private static final String BOB = "From: Bob <bob@example.org>\nTo: alice@guichet.example\nSubject: x\n";
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\n\nLes analyses sont fausses.\n";
    private static final String OTHER = "Content-Type: text/plain; charset=utf-8\n\nTout va bien.\n";

    @Test
    void whatIsLeftOfGoodMailsIsValidOnlyWhereGnuPgSaysSo() throws Exception {
        List<byte[]> good = goodMails();
        try (GnuPgWitness witness = new GnuPgWitness(List.of(Cast.alice().key()), Cast.NOW)) {
            for (byte[] mail : good) {
                Reading reading = Desk.read(mail, Cast.bob());
                assertEquals(Signature.VALID, reading.protection().signature(),
                        () -> new String(mail, StandardCharsets.UTF_8));
                witness.confirms(mail, reading, Desk.knowing(Cast.bob()));
            }
            int controls = witness.questions();
            Mutilated mutilated = new Mutilated(good, 20261123);
            int valid = 0;
            for (int i = 0; i < MAILS; i++) {
                byte[] mail = mutilated.next();
                Reading reading = Desk.read(mail, Cast.bob());
                witness.confirms(mail, reading, Desk.knowing(Cast.bob()));
                valid += reading.protection().signature() == Signature.VALID ? 1 : 0;
            }
            assertTrue(valid > MAILS / 20, "hardly any was valid: " + valid);
            assertTrue(witness.questions() > controls, "GnuPG was asked of nothing new");
        }
    }

    @Test
    void theWitnessContradicts() throws Exception {
        byte[] signature = Desk.signature(TEXT, Cast.bob()).getBytes(StandardCharsets.US_ASCII);
        try (GnuPgWitness witness = new GnuPgWitness(List.of(Cast.alice().key()), Cast.NOW)) {
            witness.confirms(new GnuPgWitness.Evidence.Detached(Desk.crlf(TEXT), signature, false),
                    Cast.bob().certificate(), List.of());
            assertThrows(AssertionError.class,
                    () -> witness.confirms(new GnuPgWitness.Evidence.Detached(Desk.crlf(OTHER), signature, false),
                            Cast.bob().certificate(), List.of()),
                    "other words");
            assertThrows(AssertionError.class,
                    () -> witness.confirms(new GnuPgWitness.Evidence.Detached(Desk.crlf(TEXT), signature, false),
                            Cast.mallory().certificate(), List.of()),
                    "another key");
            byte[] mail = Desk.crlf(BOB + Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob())));
            Reading other = Desk.read(Desk.crlf(BOB + Desk.pgpSigned(OTHER, Desk.signature(OTHER, Cast.bob()))),
                    Cast.bob());
            assertThrows(AssertionError.class, () -> witness.confirms(mail, other, Desk.knowing(Cast.bob())),
                    "words that were not signed");
        }
    }

    /// As GnuPG and this program make them.
    private static List<byte[]> goodMails() throws Exception {
        String plain = "Content-Type: text/plain; charset=utf-8\n\n";
        List<String> mails = new ArrayList<>(List.of(
                Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob())),
                Desk.pgpSigned(OTHER, Desk.signature(OTHER, Cast.bob())),
                Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob())),
                Desk.pgpEncrypted(Desk.encrypted(Desk.pgpSigned(OTHER, Desk.signature(OTHER, Cast.bob())), Cast.bob())),
                Desk.pgpEncrypted(new String(PassingOn.encrypted(
                        Desk.crlf(Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()))), Cast.alice()),
                        StandardCharsets.US_ASCII))));
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(Cast.alice().certificate()).importing(Cast.bob().key().bytes());
            for (String mode : List.of("--textmode", "--no-textmode")) {
                mails.add(Desk.pgpSigned(TEXT, made(gpg, TEXT, "--detach-sign", mode)));
                mails.add(Desk.pgpEncrypted(
                        made(gpg, TEXT, "--encrypt", "--sign", mode, "-r", "alice@guichet.example")));
            }
            mails.add(plain + made(gpg, "La vanne.\n- Deux fois.\n", "--clearsign"));
            mails.add(plain + made(gpg, "La vanne.\n- Deux fois.\n", "--encrypt", "--sign", "-r",
                    "alice@guichet.example"));
        }
        return mails.stream().map(mail -> Desk.crlf(BOB + mail)).toList();
    }

    private static String made(Gpg gpg, String entity, String... act) {
        List<String> all = new ArrayList<>(
                List.of("--armor", "-u", "bob@example.org", "--faked-system-time", "20261123T080000"));
        all.addAll(List.of(act));
        return gpg.run(Desk.crlf(entity), all.toArray(String[]::new)).good().text();
    }
}
