package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.keystore.vault.DecryptedPages;
import guichet.keystore.vault.IndependentSqlcipher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// After a destruction, the vault as another SQLCipher than ours reads it: every value of every table, the index's own among them. What
/// lies on pages between the rows, [DecryptedPages] reads.
@RequiresPeer("node")
class OtherSqlcipherTest {
    private static final String SCAN = """
            const words = process.argv.slice(4).map((word) => Buffer.from(word.slice(2)));
            const found = new Set();
            const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'`).all();
            let values = 0;
            for (const { name } of tables) {
                for (const row of db.prepare(`SELECT * FROM "${name}"`).all()) {
                    for (const value of Object.values(row)) {
                        if (typeof value === 'string' || value instanceof Uint8Array) {
                            values++;
                            const bytes = Buffer.from(value);
                            words.forEach((word, i) => { if (bytes.includes(word)) found.add(process.argv[4 + i]); });
                        }
                    }
                }
            }
            console.log([...found].sort().join(' '));
            console.log(JSON.stringify(db.pragma('cipher_integrity_check')));
            console.log(JSON.stringify(db.pragma('integrity_check')));
            console.log(db.pragma('page_count', { simple: true }));
            console.log(values);
            db.close();
            """;

    private EndingDesk it;

    @BeforeEach
    void aFullCase() throws Exception {
        it = new EndingDesk();
        it.others(60);
    }

    @AfterEach
    void gone() throws Exception {
        it.close();
    }

    @Test
    void itFindsNothingOfTheCaseInAnyTableAndEveryPageIsAuthentic() throws Exception {
        it.desk.vault().close();
        assertEquals(new TreeSet<>(EndingDesk.CANARIES), found(scan()), "all of it is there before");
        it.desk.temp().reopen();

        it.destroy();
        it.desk.vault().close();

        String[] after = scan();
        assertEquals(new TreeSet<String>(), found(after));
        assertEquals("[]", after[1], "no page fails its authentication");
        assertEquals("[{\"integrity_check\":\"ok\"}]", after[2]);
        assertTrue(Integer.parseInt(after[4]) > 1000, "it has read something");
        assertEquals(DecryptedPages.of(it.desk.temp()).count(), Integer.parseInt(after[3]),
                "it has as many pages as were read one by one");
        assertEquals(List.of(), it.left());
        assertEquals(List.of(), filesInTheClear());
    }

    private String[] scan() throws Exception {
        return IndependentSqlcipher.run(it.desk.temp(), SCAN, EndingDesk.CANARIES.toArray(String[]::new)).split("\n",
                -1);
    }

    private static Set<String> found(String[] scanned) {
        return new TreeSet<>(Arrays.stream(scanned[0].split(" ", -1)).filter(word -> !word.isEmpty()).toList());
    }

    /// Files of the vault's folder and beside it that hold a word of the case as it is.
    private List<Path> filesInTheClear() throws IOException {
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(it.desk.temp().folder().getParent()))) {
            return files.filter(Files::isRegularFile).filter(OtherSqlcipherTest::holdsAWord).toList();
        }
    }

    private static boolean holdsAWord(Path file) {
        try {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return EndingDesk.CANARIES.stream().anyMatch(bytes::contains);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
