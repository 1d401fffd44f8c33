package guichet.keystore.vault;

import java.util.List;
import java.util.regex.Pattern;

/// The tables of one module, as the steps that lead to them: step n takes the module from version n-1 to n. Steps are
/// never changed once released, only added; there is no way back.
///
/// @param module lower-case letters and dashes, unique in a vault
/// @param migrations SQL scripts of one or several statements each
public record Schema(String module, List<String> migrations) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

    public Schema {
        if (!NAME.matcher(module).matches()) {
            throw new IllegalArgumentException("a module is named by lower-case letters and dashes");
        }
        migrations = List.copyOf(migrations);
    }

    /// The version that this program brings the module to.
    int version() {
        return migrations.size();
    }
}
