package guichet.keystore;

import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tables that a page under docs/ says there are: its blocks marked as `sql`. A test holds them against the real
/// ones.
public final class DocumentedSchema {
    private static final Pattern BLOCK = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("CREATE (?:VIRTUAL )?TABLE (\\w+)");

    private DocumentedSchema() {
    }

    /// Each statement on one line.
    ///
    /// @param page under docs/, such as `keys.md`
    public static List<String> of(String page) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("guichet.root", "..")).resolve("docs").resolve(page));
        return BLOCK.matcher(text).results().map(block -> block.group(1))
                .flatMap(sql -> Arrays.stream(sql.split(";\\s*\\n"))).map(DocumentedSchema::onOneLine)
                .filter(statement -> !statement.isEmpty()).sorted().toList();
    }

    /// The tables that these statements make.
    public static Set<String> tables(List<String> statements) {
        return TABLE.matcher(String.join("\n", statements)).results().map((MatchResult made) -> made.group(1))
                .collect(Collectors.toSet());
    }

    /// What SQLite says of these tables and their indices, in the same form.
    public static List<String> real(Vault vault, Set<String> tables) throws VaultException {
        record Made(String table, String sql) {
        }
        return vault.read(tx -> tx.list("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL",
                row -> new Made(row.text("tbl_name"), onOneLine(row.text("sql"))))).stream()
                .filter(made -> tables.contains(made.table())).map(Made::sql).sorted(Comparator.naturalOrder())
                .toList();
    }

    private static String onOneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ").replace("( ", "(").replace(" )", ")").replace(" ,", ",");
    }
}
