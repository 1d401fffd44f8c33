package guichet.inbox.archive;

import java.io.IOException;
import java.io.OutputStream;

/// Where a bag is written, file by file. Nothing is whole before [CaseBag#write] has returned.
public interface BagTarget {
    /// @param path from the bag's own folder on, with slashes; plain ASCII, never leading out of it
    void file(String path, byte[] content) throws IOException;

    /// The same of what is too long to be held.
    ///
    /// @param size in bytes, of all that the content writes
    void file(String path, long size, Content content) throws IOException;

    /// Writes a file's content.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
