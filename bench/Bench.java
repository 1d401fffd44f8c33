import guichet.crypto.Secret;
import guichet.inbox.CaseId;
import guichet.inbox.Summary;
import guichet.inbox.cases.MessageFilter;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the screen asks of an open vault, without a process's start: `VAULT PASSPHRASE-FILE CASE`. The first time and the median of 31, in ms.
final class Bench {
    private static final int TIMES = 31;

    interface Work {
        int rows(Tx tx) throws VaultException;
    }

    public static void main(String[] arguments) throws Exception {
        Vaults vaults = new Vaults(Clock.systemUTC(), new SecureRandom(), NewPassphrase.USUAL_COST);
        long start = System.nanoTime();
        try (Secret secret = Secret.of(Files.readString(Path.of(arguments[1])).strip().toCharArray());
                Workspace open = open(vaults, Path.of(arguments[0]), secret)) {
            System.out.printf("unlock: %.1f%n", (System.nanoTime() - start) / 1e6);
            var messages = open.messages();
            CaseId inCase = CaseId.parse(arguments[2]).orElseThrow();
            time(open, "list, first 50", tx -> messages.list(tx, MessageFilter.all(50)).size());
            List<Summary> page = open.vault().read(tx -> messages.list(tx, MessageFilter.all(50)));
            time(open, "list, next 50", tx -> messages.list(tx, new MessageFilter(Optional.empty(), Optional.empty(),
                    MessageFilter.Only.ALL, Optional.of(page.getLast().id()), 50)).size());
            time(open, "counts of unread and to sort", tx -> messages.counts(tx).toSort());
            time(open, "one message, shown", tx -> messages.show(tx, page.getFirst().id()).orElseThrow().body().length());
            time(open, "case of 500, listed", tx -> messages.list(tx, MessageFilter.inCase(inCase, 1000)).size());
            time(open, "case of 500, every message shown", tx -> {
                int shown = 0;
                for (Summary one : messages.list(tx, MessageFilter.inCase(inCase, 1000))) {
                    shown += messages.show(tx, one.id()).isPresent() ? 1 : 0;
                }
                return shown;
            });
            for (String query : List.of("xylographe", "procuration", "\"commission rogatoire internationale\"")) {
                time(open, "search " + query, tx -> messages.search(tx, query, Optional.empty(), 50).size());
            }
        }
    }

    private static Workspace open(Vaults vaults, Path folder, Secret secret) throws VaultException {
        return switch (vaults.open(folder, new Credential.Passphrase(secret), Optional.empty())) {
            case Opening.Open open -> open.workspace();
            case Opening other -> throw new IllegalStateException("the vault does not open: " + other);
        };
    }

    private static void time(Workspace open, String what, Work work) throws VaultException {
        double[] millis = new double[TIMES];
        int rows = 0;
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            rows = open.vault().read(work::rows);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf("%s: %d; first %.2f, median %.2f%n", what, rows, first, millis[TIMES / 2]);
    }
}
