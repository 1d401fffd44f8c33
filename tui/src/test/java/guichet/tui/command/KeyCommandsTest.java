package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandsTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVault() {
        program = Program.ofAlice(folder);
    }

    @Test
    void anImportedKeyIsACandidateUntilAPersonDecides() {
        String fingerprint = importOf(Cast.bob());
        Json key = program.oneJson("key", "show", "bob@example.org");
        assertTrue(key.keys().containsAll(List.of("fingerprint", "userIds", "trust", "usable", "why", "expires")));
        assertEquals("unknown", key.text("trust"));
        assertEquals("not-accepted", key.text("why"));
        assertEquals("accepted", program.oneJson("key", "accept", fingerprint).text("trust"));
        Json verified = program.oneJson("key", "verify", fingerprint, "--how", "par téléphone");
        assertEquals("verified", verified.text("trust"));
        assertEquals(true, verified.get("usable"));
        assertEquals("par téléphone", verified.text("how"));
        Json distrusted = program.oneJson("key", "distrust", fingerprint, "--reason", "lost phone");
        assertEquals("distrusted-key", distrusted.text("why"));
        program.run("key", "accept", fingerprint).ends(Exit.REFUSED);
        assertEquals(List.of("key-distrusted", "key-verified", "key-accepted", "key-imported"),
                program.json("journal", "list").stream().map(entry -> entry.text("kind")).limit(4).toList());
    }

    @Test
    void anotherKeyForASettledAddressRaisesTheAlarmUntilSomeoneDecides() {
        program.run("key", "accept", importOf(Cast.bob())).ends(Exit.DONE);
        Program.Ended alarmed = program.run("key", "import",
                program.file("mallory.asc", Cast.mallory().certificate().armored()).toString()).ends(Exit.DONE);
        assertTrue(alarmed.err().contains("Another key has turned up for bob@example.org"), alarmed.err());
        assertEquals("key-changed", program.oneJson("key", "show", Cast.bob().certificate().fingerprint().hex())
                .text("why"));
        assertEquals("bob@example.org",
                program.oneJson("journal", "list", "--kind", "key-changed").list("recipients").getFirst());
        program.run("key", "distrust", Cast.mallory().certificate().fingerprint().hex()).ends(Exit.DONE);
        assertEquals(true,
                program.oneJson("key", "show", Cast.bob().certificate().fingerprint().hex()).get("usable"));
    }

    @Test
    void keepingTheOldKeyRefusesTheNewOneForThatAddressAlone() {
        program.run("key", "accept", importOf(Cast.bob())).ends(Exit.DONE);
        String mallorys = importOf(Cast.mallory());
        Json kept = program.oneJson("key", "keep", "bob@example.org");

        assertEquals("bob@example.org", kept.text("address"));
        assertEquals(Cast.bob().certificate().fingerprint().hex(), kept.text("fingerprint"));
        assertEquals(List.of(mallorys), kept.list("refused"));
        assertEquals(true, program.oneJson("key", "show", kept.text("fingerprint")).get("usable"));
        assertEquals("unknown", program.oneJson("key", "show", mallorys).text("trust"));
        Json entry = program.json("journal", "list", "--kind", "key-kept").getFirst();
        assertEquals(List.of("bob@example.org"), entry.list("recipients"));
        assertEquals(kept.text("fingerprint") + " not " + mallorys, entry.text("detail"));
        assertEquals(List.of(), program.oneJson("key", "keep", "bob@example.org").list("refused"));
    }

    @Test
    void whereNoKeyWasTakenThereIsNoneToKeep() {
        importOf(Cast.bob());
        program.run("key", "keep", "bob@example.org").ends(Exit.NOT_FOUND);
        program.run("key", "keep", "nobody@example.org").ends(Exit.NOT_FOUND);
        program.run("key", "keep", "no address").ends(Exit.USAGE);
        program.run("key", "keep").ends(Exit.USAGE);
        assertEquals("unknown", program.oneJson("key", "show", "bob@example.org").text("trust"));
    }

    @Test
    void expiredRevokedAndWeakKeysSaySo() {
        assertEquals("expired-key", show(Cast.carolExpired()));
        assertEquals("revoked-key", show(Cast.daveRevoked()));
        assertEquals("weak-key", show(Cast.erinWeakRsa1024()));
    }

    private String show(Cast.Member member) {
        return program.oneJson("key", "show", importOf(member)).text("why");
    }

    @Test
    void aSecretKeyIsImportedWithItsPassphraseAndUsedWhereAsked() throws CryptoException {
        Path exported;
        try (Secret passphrase = Secret.of("the exported one".toCharArray())) {
            exported = program.file("secret.asc", Cast.amelie().key().exportProtected(passphrase));
        }
        program.run("key", "import", exported.toString(), "--key-passphrase-file",
                program.file("wrong", "another").toString()).ends(Exit.NO_ACCESS);
        assertEquals(1, program.json("key", "list").size());
        String right = program.file("right", "the exported one\n").toString();
        assertEquals("secret",
                program.oneJson("key", "import", exported.toString(), "--key-passphrase-file", right, "--use")
                        .text("status"));
        assertEquals(Cast.amelie().certificate().fingerprint().hex(),
                program.oneJson("person", "list").text("fingerprint"));
    }

    @Test
    void whatIsNoKeyIsSaidToBeNone() {
        for (byte[] garbage : List.of(new byte[0], "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new byte[100_000])) {
            program.run("key", "import", program.file("garbage", garbage).toString()).ends(Exit.FAILED);
        }
        program.run("key", "import", folder.resolve("missing").toString()).ends(Exit.FAILED);
        program.run("key", "find", "nobody@example.org").ends(Exit.NOT_FOUND);
        program.run("key", "accept", "0".repeat(40)).ends(Exit.NOT_FOUND);
        program.run("key", "verify", "not a fingerprint").ends(Exit.NOT_FOUND);
    }

    @Test
    void aDomainThatCannotBeAskedIsSaidAndTheQuestionIsInTheJournal() {
        program.run("key", "find", "--wkd", "nobody@localhost").ends(Exit.FAILED);
        assertTrue(program.json("journal", "list").stream()
                .anyMatch(entry -> entry.text("kind").equals("key-looked-up")));
    }

    @Test
    void ownKeysAreMadeExtendedAndRevoked() {
        String first = program.oneJson("person", "list").text("fingerprint");
        String second = program.oneJson("key", "generate").text("fingerprint");
        assertEquals(second, program.oneJson("person", "list").text("fingerprint"));
        assertTrue(program.oneJson("key", "extend", second, "--until", "2028-01-01").text("expires")
                .startsWith("2028-01-01"));
        program.run("key", "extend", second, "--until", "2020-01-01").ends(Exit.USAGE);
        program.run("key", "extend", second, "--until", "2999-01-01").ends(Exit.USAGE);
        program.run("key", "extend", importOf(Cast.carolExpired())).ends(Exit.NOT_FOUND);
        program.run("key", "revoke", first).ends(Exit.USAGE);
        assertEquals("revoked-key", program.oneJson("key", "revoke", first, "--reason", "superseded").text("why"));
        program.run("key", "extend", first).ends(Exit.REFUSED);
        assertEquals("revoked-key", program.oneJson("key", "show", first).text("why"));
        program.run("key", "accept", second).ends(Exit.USAGE);
        program.run("key", "revoke", importOf(Cast.bob()), "--reason", "retired").ends(Exit.NOT_FOUND);
    }

    @Test
    void aKeyIsExportedAsOthersReadIt() {
        String armored = program.oneJson("key", "export", "alice").text("armored");
        assertTrue(armored.startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----"), armored);
        assertTrue(program.run("key", "export", "alice@guichet.example").ends(Exit.DONE).out().contains(
                "-----END PGP PUBLIC KEY BLOCK-----"));
    }

    @Test
    void theKeyOfASharedAddressIsMadeGivenExtendedAndTakenBack() {
        String own = program.oneJson("person", "list").text("fingerprint");
        program.run("key", "generate", "--for", "contact@guichet.example").ends(Exit.NOT_FOUND);
        program.run("account", "add", "mail", "--address", "contact@guichet.example", "--imap",
                "imap://127.0.0.1:1", "--smtp", "smtp://127.0.0.1:1", "--user", "contact", "--password-file",
                program.file("password", "pw").toString()).ends(Exit.DONE);
        String shared = program.oneJson("key", "generate", "--for", "contact@guichet.example").text("fingerprint");

        assertEquals(own, program.oneJson("person", "list").text("fingerprint"), "one's own stays in use");
        Json shown = program.oneJson("key", "show", shared);
        assertEquals(List.of("contact@guichet.example"), shown.list("sharedFor"));
        assertEquals(List.of("contact@guichet.example"), shown.list("acceptedFor"));
        assertTrue(program.oneJson("key", "extend", shared, "--until", "2028-01-01").text("expires")
                .startsWith("2028-01-01"));
        Program.Ended other = program.run("key", "share", "--for", "contact@guichet.example", own).ends(Exit.USAGE);
        assertTrue(other.err().contains("does not bear the address contact@guichet.example"), other.err());
        assertEquals(shared, program.oneJson("key", "unshare", "contact@guichet.example").text("fingerprint"));
        program.run("key", "unshare", "contact@guichet.example").ends(Exit.NOT_FOUND);
        assertEquals(List.of(), program.oneJson("key", "show", shared).list("sharedFor"));
        assertEquals(List.of("contact@guichet.example"),
                program.oneJson("key", "share", "--for", "contact@guichet.example", shared).list("sharedFor"));
        program.run("key", "revoke", shared, "--reason", "retired").ends(Exit.DONE);
        program.run("key", "share", "--for", "contact@guichet.example", shared).ends(Exit.REFUSED);
        assertEquals(List.of("key-revoked", "key-shared", "key-unshared", "key-extended", "key-shared",
                "key-generated"),
                program.json("journal", "list").stream().map(entry -> entry.text("kind")).limit(6).toList());
    }

    private String importOf(Cast.Member member) {
        return program.oneJson("key", "import",
                program.file(member.certificate().fingerprint() + ".asc", member.certificate().armored()).toString())
                .text("fingerprint");
    }
}
