package guichet.inbox.cases;

import guichet.crypto.Digests;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Which conversation a message belongs to. Rests on claims (Message-ID, References), so it orders a screen and decides
/// nothing; and it never joins two conversations that were apart.
final class Threads {
    private static final int LENGTH = 16;

    private Threads() {
    }

    /// The thread of the nearest message referred to that is here; else one named by the oldest of them, which that
    /// message will get too if it comes later.
    ///
    /// @param references oldest first
    static String of(Tx tx, Optional<String> wireId, List<String> references, long number) throws VaultException {
        for (String reference : references.reversed()) {
            Optional<String> thread = tx.one("""
                    SELECT thread FROM message_identity JOIN message ON message.id = message_identity.message
                    WHERE message_identity.wire_id = ? ORDER BY message.id LIMIT 1""", row -> row.text("thread"),
                    reference);
            if (thread.isPresent()) {
                return thread.get();
            }
        }
        if (references.isEmpty()) {
            return wireId.map(Threads::named).orElseGet(() -> named("message " + number));
        }
        return named(references.getFirst());
    }

    /// Of what is said in one conversation on Signal.
    static String ofConversation(long conversation) {
        return named("signal conversation " + conversation);
    }

    /// Of what is said in one room of the chat.
    static String ofRoom(long room) {
        return named("chat room " + room);
    }

    private static String named(String root) {
        byte[] hash = Digests.sha256(("guichet thread 1\n" + root).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, LENGTH);
    }
}
