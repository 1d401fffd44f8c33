package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.mime.ChatHeaders;
import guichet.inbox.mime.OfferedKey;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Keys that a colleague's message says others have. Kept, so that a person can compare one with its owner and pin it; believed by nothing.
final class Candidates {
    private static final int MOST_OF_ADDRESS = 5;
    private static final int MOST = 1_000;

    /// Of those in the room who are not pinned.
    void keep(Tx tx, RoomRow room, ChatHeaders headers, Fingerprint by, Instant now) throws VaultException {
        if (headers.gossip().isEmpty()) {
            return;
        }
        Set<Address> wanted = new HashSet<>();
        for (Fingerprint key : room.roster().members()) {
            if (SeatTable.find(tx, key).isEmpty() && StaffTable.find(tx, key).isEmpty()) {
                wanted.add(room.roster().seat(key).address());
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        for (OfferedKey.Autocrypt offered : headers.gossipedFor(wanted)) {
            tx.update("""
                    INSERT INTO chat_candidate (address_key, key, address, certificate, how, offered_by, since)
                    SELECT ?1, ?2, ?3, ?4, 'GOSSIP', ?5, ?6
                    WHERE (SELECT count(*) FROM chat_candidate WHERE address_key = ?1) < ?7
                      AND (SELECT count(*) FROM chat_candidate) < ?8
                    ON CONFLICT (address_key, key) DO NOTHING""", offered.claimed().key(),
                    offered.certificate().fingerprint().hex(), offered.claimed().value(),
                    offered.certificate().bytes(), by.hex(), now, MOST_OF_ADDRESS, MOST);
        }
    }
}
