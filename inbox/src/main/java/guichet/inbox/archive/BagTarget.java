package guichet.inbox.archive;

import java.io.IOException;

/// Where a bag is written, file by file. Nothing is whole before [CaseBag#write] has returned.
public interface BagTarget {
    /// @param path from the bag's own folder on, with slashes; plain ASCII, never leading out of it
    void file(String path, byte[] content) throws IOException;
}
