package guichet.keystore;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What can be set for a vault, with its default and the rule that a value has to follow.
public enum Setting {
    /** Minutes without a key press until the vault locks. */
    LOCK_MINUTES("lock-minutes", "10", SettingRules.number(1, 240)),
    /** The language of the screen: `auto` (of the terminal), `fr` or `en`. */
    LANGUAGE("language", "auto", SettingRules.oneOf("auto", "fr", "en")),
    /** Whether the first key seen for an address is accepted by itself. */
    ACCEPT_FIRST_KEY("accept-first-key", "no", SettingRules.oneOf("no", "yes")),
    /** Whether replies carry the reference that lets the recipient's program thread them. */
    THREADING("threading", "no", SettingRules.oneOf("no", "yes")),
    /** The SOCKS5 proxy through which mail and the search for keys go, as `socks5://host:port`; `none`: straight. */
    PROXY("proxy", "none", SettingRules.proxy()),
    /** Seconds that a message sent from the screen waits, in which it can be taken back. */
    UNDO_SECONDS("undo-seconds", "10", SettingRules.number(0, 60)),
    /** Whether words that their author deletes on Signal are kept here, marked as deleted, or erased. */
    SIGNAL_DELETIONS("signal-deletions", "keep", SettingRules.oneOf("keep", "erase")),
    /** Whether messages that a timer makes vanish on telephones are kept here, marked, or erased in time. */
    SIGNAL_EXPIRING("signal-expiring", "keep", SettingRules.oneOf("keep", "honour")),
    /** Whether people on Signal are told that their messages were read here. */
    SIGNAL_READ_RECEIPTS("signal-read-receipts", "no", SettingRules.oneOf("no", "yes")),
    /** Days after which `retention run` erases what the journal's entries say; 0: never. */
    JOURNAL_DAYS("journal-days", "0", SettingRules.number(0, 36_500)),
    /** Days after which `retention run` erases notifications and sent forms as they were on the wire; 0: never. */
    TECHNICAL_DAYS("technical-days", "0", SettingRules.number(0, 36_500)),
    /** Days without a backup after which one is asked for; 0: never. */
    BACKUP_REMINDER_DAYS("backup-reminder-days", "30", SettingRules.number(0, 3_650)),
    /** Days that a backup is kept unless another number is given. */
    BACKUP_KEEP_DAYS("backup-keep-days", "90", SettingRules.number(1, 3_650));

    private final String key;
    private final String preset;
    @SuppressWarnings("ImmutableEnumChecker") // rules are lambdas without state
    private final UnaryOperator<String> rule;

    /// @param rule gives back the value in its one form, or throws [IllegalArgumentException]
    Setting(String key, String preset, UnaryOperator<String> rule) {
        this.key = key;
        this.preset = preset;
        this.rule = rule;
    }

    /// As people write it.
    public String key() {
        return key;
    }

    /// What holds where nobody has set anything.
    public String preset() {
        return preset;
    }

    public static Optional<Setting> byKey(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key.strip().toLowerCase(Locale.ROOT)))
                .findAny();
    }

    /// The value in its one form; empty where it breaks the rule.
    public Optional<String> checked(String value) {
        try {
            return Optional.of(rule.apply(value.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
