package guichet.keystore;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.EnumMap;
import java.util.Map;

/// What the people of a vault have set. A value that an older version stored and that breaks today's rule counts as not
/// set.
public final class Settings {
    public Settings() {
    }

    /// How setting a value ended.
    public enum Change {
        STORED,
        /** The value breaks the setting's rule; what was set before stands. */
        REFUSED
    }

    public String get(Tx tx, Setting setting) throws VaultException {
        return tx.one("SELECT value FROM setting WHERE key = ?", row -> row.text("value"), setting.key())
                .flatMap(setting::checked).orElse(setting.preset());
    }

    /// A setting that is a number.
    ///
    /// @throws NumberFormatException where this setting is no number
    public int number(Tx tx, Setting setting) throws VaultException {
        return Integer.parseInt(get(tx, setting));
    }

    /// Whether a setting of `no` and `yes` is `yes`.
    public boolean yes(Tx tx, Setting setting) throws VaultException {
        return get(tx, setting).equals("yes");
    }

    public Change set(Tx tx, Setting setting, String value) throws VaultException {
        var checked = setting.checked(value);
        if (checked.isEmpty()) {
            return Change.REFUSED;
        }
        tx.update("""
                INSERT INTO setting (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value""", setting.key(), checked.get());
        return Change.STORED;
    }

    /// Back to the default.
    public void reset(Tx tx, Setting setting) throws VaultException {
        tx.update("DELETE FROM setting WHERE key = ?", setting.key());
    }

    /// Every setting with what holds.
    public Map<Setting, String> list(Tx tx) throws VaultException {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            all.put(setting, get(tx, setting));
        }
        return all;
    }
}
