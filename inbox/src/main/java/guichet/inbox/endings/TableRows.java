package guichet.inbox.endings;

import guichet.crypto.Digests;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Every row of every table of a vault at one moment, each as 64 bits of a hash of all that it holds: enough to tell which table of a copy is
/// another than that of the vault. The index's own tables are among them.
final class TableRows {
    /// What a backup has of its own.
    private static final List<String> OWN = List.of("backup", "archive_copy");

    private final Map<String, long[]> tables;

    private TableRows(Map<String, long[]> tables) {
        this.tables = tables;
    }

    static TableRows of(Tx tx) throws VaultException {
        Map<String, long[]> tables = new TreeMap<>();
        for (String table : tx.list("""
                SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                  AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name""", row -> row.text("name"))) {
            if (!OWN.contains(table)) {
                tables.put(table, rows(tx, table));
            }
        }
        return new TableRows(tables);
    }

    /// In what a copy, that was made between `before` and `after`, is another than the vault was. What others have written meanwhile may be in
    /// it or not.
    static List<Backup.Difference> differences(TableRows before, TableRows copy, TableRows after) {
        List<Backup.Difference> differences = new ArrayList<>();
        for (String table : before.tables.keySet()) {
            long[] then = before.of(table);
            long[] copied = copy.of(table);
            long[] now = after.of(table);
            long missing = Arrays.stream(then).filter(row -> has(now, row) && !has(copied, row)).count();
            long foreign = Arrays.stream(copied).filter(row -> !has(then, row) && !has(now, row)).count();
            if (missing + foreign > 0) {
                differences.add(new Backup.Difference(table, missing, foreign));
            }
        }
        return differences;
    }

    /// How many rows were written or changed since.
    static long changed(TableRows copy, TableRows now) {
        return now.tables.keySet().stream()
                .mapToLong(table -> Arrays.stream(now.of(table)).filter(row -> !has(copy.of(table), row)).count())
                .sum();
    }

    long count() {
        return tables.values().stream().mapToLong(rows -> rows.length).sum();
    }

    private long[] of(String table) {
        return tables.getOrDefault(table, new long[0]);
    }

    private static boolean has(long[] sorted, long row) {
        return Arrays.binarySearch(sorted, row) >= 0;
    }

    private static long[] rows(Tx tx, String table) throws VaultException {
        List<String> columns = tx.list("SELECT name FROM pragma_table_info(?)", row -> row.text("name"), table);
        String types = columns.stream().map(each -> "typeof(\"" + each + "\")").collect(Collectors.joining(" || "));
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> "CAST(\"" + columns.get(i) + "\" AS BLOB) AS c" + i).collect(Collectors.joining(", "));
        return tx.list("SELECT " + types + " AS types, " + values + " FROM \"" + table + "\"",
                row -> hash(row, columns.size())).stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static long hash(Row row, int columns) throws VaultException {
        byte[][] parts = new byte[2 * columns + 1][];
        parts[0] = row.text("types").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < columns; i++) {
            Optional<byte[]> value = row.bytesOrNone("c" + i);
            parts[2 * i + 1] = ByteBuffer.allocate(4).putInt(value.map(bytes -> bytes.length).orElse(-1)).array();
            parts[2 * i + 2] = value.orElse(new byte[0]);
        }
        return ByteBuffer.wrap(Digests.sha256(parts)).getLong();
    }
}
