package guichet.tui.command;

import guichet.inbox.cases.LongContents;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files that a person attaches.
final class FilesToSend {
    /// In bytes, for Signal and the chat.
    private static final long LARGEST = 50L << 20;

    private FilesToSend() {
    }

    /// Each read whole.
    static List<AttachedFile> read(List<Path> files) throws Failure {
        List<AttachedFile> read = new ArrayList<>();
        for (Path file : files) {
            try {
                if (Files.size(file) > LARGEST) {
                    throw new Failure(Exit.FAILED, "attachment-too-large", file);
                }
                read.add(new AttachedFile(file.getFileName().toString(), type(file), Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new Failure(Exit.FAILED, "cannot-read", file);
            }
        }
        return read;
    }

    /// Those of a mail: where they are too long to be held together, the longer ones go into the vault piece by piece.
    static List<AttachedFile> readForMail(Workspace vault, List<Path> files) throws Failure, VaultException {
        LongContents contents = new LongContents(vault.vault(), vault.clock());
        List<AttachedFile> read = new ArrayList<>();
        long held = 0;
        long all = 0;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                long size = Files.size(file);
                all += size;
                if (all > LongContents.MOST_SENT) {
                    throw new Failure(Exit.FAILED, "mail-too-large", file);
                }
                String name = file.getFileName().toString();
                if (held + size > LongContents.HELD) {
                    read.add(AttachedFile.far(name, type(file), contents.store(in)));
                } else {
                    held += size;
                    read.add(new AttachedFile(name, type(file), in.readAllBytes()));
                }
            } catch (IOException e) {
                throw new Failure(Exit.FAILED, "cannot-read", file);
            }
        }
        return read;
    }

    private static String type(Path file) throws IOException {
        String type = Files.probeContentType(file);
        return type == null ? "application/octet-stream" : type;
    }
}
