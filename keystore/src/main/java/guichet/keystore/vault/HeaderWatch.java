package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows which database the header on the disk names, reading it again only when the file was replaced. So that no
/// process goes on writing into a database that another has re-keyed away.
final class HeaderWatch {
    private static final long NONE = 0;

    private final VaultFolder folder;
    private final HeaderFile file;
    private @Nullable Seen seen;

    HeaderWatch(VaultFolder folder, HeaderFile file) {
        this.folder = folder;
        this.file = file;
    }

    private record Seen(Optional<Object> inode, FileTime modified, FileTime created, long size, long database) {
        boolean same(Seen other) {
            return inode.equals(other.inode) && modified.equals(other.modified) && created.equals(other.created)
                    && size == other.size;
        }
    }

    /// @throws VaultException CLOSED where the header names another database, or is gone
    synchronized void require(long database) throws VaultException {
        try {
            Seen now = stat();
            if (seen == null || !now.same(seen)) {
                seen = new Seen(now.inode, now.modified, now.created, now.size, named());
            }
            if (seen.database != database) {
                throw new VaultException(VaultException.Kind.CLOSED, "another database holds");
            }
        } catch (NoSuchFileException e) {
            throw new VaultException(VaultException.Kind.CLOSED, "the header is gone");
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private Seen stat() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(folder.header(), BasicFileAttributes.class);
        return new Seen(Optional.ofNullable(attributes.fileKey()), attributes.lastModifiedTime(),
                attributes.creationTime(), attributes.size(), NONE);
    }

    private long named() throws IOException {
        return file.read().map(Header::read).map(reading -> switch (reading) {
            case Header.Reading.Alleged alleged -> alleged.header().database();
            case Header.Reading.Bad _,Header.Reading.Newer _ -> NONE;
        }).orElse(NONE);
    }
}
