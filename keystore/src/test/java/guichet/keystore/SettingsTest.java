package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.vault.VaultException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    private final Settings settings = new Settings();

    @Test
    void holdsTheDefaultUntilSomebodySetsAnother() throws VaultException {
        try (TempVault temp = TempVault.make()) {
            assertEquals("10", temp.vault().read(tx -> settings.get(tx, Setting.LOCK_MINUTES)));
            assertEquals(Settings.Change.STORED,
                    temp.vault().write(tx -> settings.set(tx, Setting.LOCK_MINUTES, " 3 ")));
            temp.reopen();
            assertEquals(Optional.of(3),
                    Optional.of(temp.vault().read(tx -> settings.number(tx, Setting.LOCK_MINUTES))));
            temp.vault().write(tx -> {
                settings.reset(tx, Setting.LOCK_MINUTES);
                return 0;
            });
            assertEquals("10", temp.vault().read(tx -> settings.list(tx)).get(Setting.LOCK_MINUTES));
        }
    }

    @Test
    void aRefusedValueLeavesTheOneBefore() throws VaultException {
        try (TempVault temp = TempVault.make()) {
            temp.vault().write(tx -> settings.set(tx, Setting.LOCK_MINUTES, "3"));
            assertEquals(Settings.Change.REFUSED,
                    temp.vault().write(tx -> settings.set(tx, Setting.LOCK_MINUTES, "never")));
            assertEquals("3", temp.vault().read(tx -> settings.get(tx, Setting.LOCK_MINUTES)));
        }
    }

    /// As a vault of an older program may hold it.
    @Test
    void aStoredValueThatBreaksTheRuleCountsAsNotSet() throws VaultException {
        try (TempVault temp = TempVault.make()) {
            temp.vault().write(tx -> tx.insert("INSERT INTO setting (key, value) VALUES ('lock-minutes', '0')"));
            assertEquals("10", temp.vault().read(tx -> settings.get(tx, Setting.LOCK_MINUTES)));
        }
    }

    @Test
    void nothingIsTrustedOrToldByDefault() throws VaultException {
        try (TempVault temp = TempVault.make()) {
            assertEquals(Optional.of(false),
                    Optional.of(temp.vault().read(tx -> settings.yes(tx, Setting.ACCEPT_FIRST_KEY))));
            assertEquals(Optional.of(false), Optional.of(temp.vault().read(tx -> settings.yes(tx, Setting.THREADING))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDefaultFollowsItsOwnRule(Setting setting) {
        assertEquals(Optional.of(setting.preset()), setting.checked(setting.preset()));
        assertEquals(Optional.of(setting), Setting.byKey(setting.key()));
        assertTrue(setting.key().matches("[a-z-]+"));
    }

    @ParameterizedTest
    @CsvSource({"LOCK_MINUTES,1", "LOCK_MINUTES,240", "LANGUAGE,fr", "LANGUAGE,AUTO", "THREADING,YES"})
    void takes(Setting setting, String value) {
        assertTrue(setting.checked(value).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"LOCK_MINUTES,0", "LOCK_MINUTES,241", "LOCK_MINUTES,-1", "LOCK_MINUTES,1e3", "LOCK_MINUTES,''",
            "LOCK_MINUTES,99999999999999999999", "LANGUAGE,de", "LANGUAGE,''", "THREADING,true"})
    void refuses(Setting setting, String value) {
        assertEquals(Optional.empty(), setting.checked(value));
    }
}
