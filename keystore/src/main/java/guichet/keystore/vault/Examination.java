package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Looks a database over before anybody works in it, and brings its tables to this program's version.
final class Examination {
    private final VaultSchema schema;

    Examination(VaultSchema schema) {
        this.schema = schema;
    }

    sealed interface Result {
        /// Not to be opened, although its key fits.
        record Refused(Unlock why) implements Result {
        }

        /// @param known the slots that hold
        record Fit(Set<SlotId> known) implements Result {
            public Fit {
                known = Set.copyOf(known);
            }
        }
    }

    /// What can be told before SQLite sees the file. It takes one of less than a page for a new database, and would write
    /// to it; and of a page that is cut it tells nothing before somebody reads it. Only a crash leaves half a page, and
    /// then the log has the whole one.
    static Optional<Damage> ofFile(VaultFolder folder, long number) throws VaultException {
        Path database = folder.database(number);
        if (!Files.isRegularFile(database)) {
            return Optional.of(Damage.DATABASE_MISSING);
        }
        try {
            long size = Files.size(database);
            boolean cut = size < Session.PAGE_BYTES
                    || (size % Session.PAGE_BYTES != 0 && !Files.exists(folder.log(number)));
            return cut ? Optional.of(Damage.DATABASE_ALTERED) : Optional.empty();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    /// @param slot the one that was opened
    Result of(Session session, SlotId slot) throws VaultException {
        Result result = session.inSnapshot(tx -> look(tx, slot));
        boolean older = result instanceof Result.Fit && session.inSnapshot(schema::isOlder);
        return older ? session.alone(tx -> migrate(session, tx, slot)) : result;
    }

    private Result look(Tx tx, SlotId slot) throws VaultException {
        if (!VaultSchema.isThere(tx)) {
            return new Result.Refused(new Unlock.Damaged(Damage.DATABASE_FOREIGN));
        }
        Optional<Unlock.TooNew> newer = schema.newer(tx);
        if (newer.isPresent()) {
            return new Result.Refused(newer.get());
        }
        Set<SlotId> known = SlotTable.all(tx);
        return known.contains(slot) ? new Result.Fit(known) : new Result.Refused(new Unlock.NoSlotOpens());
    }

    /// Another process may have changed all of it in the meantime.
    private Result migrate(Session session, Tx tx, SlotId slot) throws VaultException {
        Result result = look(tx, slot);
        if (result instanceof Result.Fit) {
            schema.migrate(session, tx);
        }
        return result;
    }
}
