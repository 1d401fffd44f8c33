package guichet.inbox.accounts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.keystore.Address;
import guichet.keystore.DocumentedSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private static final String PASSWORD = "pässwört \u0001";

    private final Accounts accounts = new Accounts();
    private TempVault temp;

    @BeforeEach
    void open() throws VaultException {
        temp = TempVault.make(AccountsSchema.SCHEMA);
    }

    @AfterEach
    void close() throws VaultException {
        temp.close();
    }

    @Test
    void keepsWhatItWasGivenAcrossALock() throws Exception {
        AccountId id = add("alice@ngo.test", "Archive", "INBOX");
        temp.reopen();
        MailAccount kept = temp.vault().read(tx -> accounts.find(tx, id)).orElseThrow();
        assertEquals(new MailAccount(id, address("alice@ngo.test"), "Alice", "imaps://mail.ngo.test",
                "smtps://mail.ngo.test", "alice", List.of("Archive", "INBOX"), Optional.of("pem")), kept);
        try (Secret password = temp.vault().read(tx -> accounts.password(tx, id)).orElseThrow()) {
            assertArrayEquals(PASSWORD.getBytes(StandardCharsets.UTF_8), password.bytes());
        }
        assertEquals(AccountState.NEVER, temp.vault().read(tx -> accounts.state(tx, id)));
    }

    @Test
    void anAddressHasOneAccountWhateverItsCase() throws Exception {
        add("alice@ngo.test");
        VaultException twice = assertThrows(VaultException.class, () -> add("ALICE@ngo.test"));
        assertEquals(VaultException.Kind.CONFLICT, twice.kind());
        assertFalse(String.valueOf(twice.getMessage()).contains("alice"));
    }

    @Test
    void sendsFromTheAuthorsOwnAccountElseFromTheOnlyOne() throws Exception {
        AccountId first = add("alice@ngo.test");
        assertEquals(Optional.of(first), sender("amelie@ngo.test"));
        AccountId second = add("amelie@ngo.test");
        assertEquals(Optional.of(second), sender("Amelie@NGO.test"));
        assertEquals(Optional.empty(), sender("bob@ngo.test"));
    }

    @Test
    void aRemovedAccountIsGoneWithItsPasswordAndItsNumberIsNeverGivenAgain() throws Exception {
        AccountId id = add("alice@ngo.test");
        assertEquals(true, temp.vault().write(tx -> accounts.remove(tx, id)));
        assertEquals(false, temp.vault().write(tx -> accounts.remove(tx, id)));
        assertEquals(Optional.empty(), temp.vault().read(tx -> accounts.find(tx, id)));
        assertTrue(temp.vault().read(tx -> accounts.password(tx, id)).isEmpty());
        assertNotEquals(id, add("alice@ngo.test"));
    }

    @Test
    void othersSeeHowAnAccountFares() throws Exception {
        AccountId id = add("alice@ngo.test");
        AccountState state = new AccountState(Link.OFFLINE, Optional.of(Cast.NOW), Optional.of("timed-out"));
        temp.vault().write(tx -> {
            accounts.report(tx, id, state);
            return id;
        });
        try (var other = temp.openAgain()) {
            assertEquals(state, other.read(tx -> accounts.state(tx, id)));
        }
    }

    @Test
    void whatWasPassedOverStaysKnownUntilItIsLetGo() throws Exception {
        AccountId id = add("alice@ngo.test");
        HeldBack large = new HeldBack("INBOX", 7, 9, 1 << 30, "message-too-large", Cast.NOW);
        temp.vault().write(tx -> {
            accounts.holdBack(tx, id, large);
            accounts.holdBack(tx, id, large);
            return id;
        });
        temp.reopen();
        assertEquals(List.of(large), temp.vault().read(tx -> accounts.heldBack(tx, id)));
        temp.vault().write(tx -> {
            accounts.letGo(tx, id, large);
            return id;
        });
        assertEquals(List.of(), temp.vault().read(tx -> accounts.heldBack(tx, id)));
    }

    @Test
    void theDocumentedTablesAreTheRealOnes() throws Exception {
        var made = DocumentedSchema.tables(AccountsSchema.SCHEMA.migrations());
        assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("mail.md"));
    }

    private Optional<AccountId> sender(String author) throws VaultException {
        return temp.vault().read(tx -> accounts.sender(tx, address(author))).map(MailAccount::id);
    }

    private AccountId add(String address, String... folders) throws VaultException {
        try (Secret password = Secret.of(PASSWORD.getBytes(StandardCharsets.UTF_8))) {
            return temp.vault().write(tx -> accounts.addMail(tx, new NewMailAccount(address(address), "Alice",
                    "imaps://mail.ngo.test", "smtps://mail.ngo.test", "alice", List.of(folders), Optional.of("pem")),
                    password));
        }
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
