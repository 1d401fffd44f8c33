package guichet.inbox.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A bag as one tar (POSIX ustar), the same bytes for the same files: no owner, no clock of this machine.
public final class TarTarget implements BagTarget, AutoCloseable {
    /// Of every file in it. When things happened stands in `case.json`.
    private static final Date TIME = Date.from(Instant.parse("2000-01-01T00:00:00Z"));
    private static final int MODE = 0_100_600;

    private final TarArchiveOutputStream tar;
    private final String folder;

    /// @param to     not closed by this
    /// @param folder the one folder that all of it is in
    public TarTarget(OutputStream to, String folder) {
        this.tar = new TarArchiveOutputStream(new Open(to), "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        this.folder = folder;
    }

    @Override
    public void file(String path, byte[] content) throws IOException {
        file(path, content.length, out -> out.write(content));
    }

    @Override
    public void file(String path, long size, Content content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + path);
        entry.setSize(size);
        entry.setModTime(TIME);
        entry.setMode(MODE);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        content.writeTo(tar);
        tar.closeArchiveEntry();
    }

    /// Writes the end mark. What is written to the stream after it, readers of tar ignore.
    @Override
    public void close() throws IOException {
        tar.close();
    }

    /// Stays open when the tar is closed.
    private static final class Open extends OutputStream {
        private final OutputStream to;

        Open(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }
    }
}
