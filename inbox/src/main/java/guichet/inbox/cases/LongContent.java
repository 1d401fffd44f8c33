package guichet.inbox.cases;

import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.FarFile;
import guichet.keystore.vault.Vault;
import java.io.InputStream;
import java.util.OptionalLong;

/// Bytes that lie in the vault in pieces, since they are too long to be held: a mail as it came, or an attachment. They never change.
///
/// @param size   in bytes
/// @param sha256 64 lower-case hexadecimal digits
public record LongContent(long id, long size, String sha256) implements FarFile {
    /// Of an attachment that intake has put there.
    ///
    /// @throws IllegalStateException where it lies elsewhere
    public static LongContent in(AttachedFile file) {
        if (file.far().isPresent() && file.far().get() instanceof LongContent content) {
            return content;
        }
        throw new IllegalStateException("a long attachment is put into the vault first");
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    /// A piece of it is in memory at a time. On any thread, outside of transactions.
    public InputStream open(Vault vault) {
        return new LongContentInput(vault, this);
    }
}
