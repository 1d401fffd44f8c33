package guichet.tui.command;

import guichet.inbox.mime.AttachedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files that a person attaches, read whole.
final class FilesToSend {
    private static final long LARGEST = 50L << 20;

    private FilesToSend() {
    }

    static List<AttachedFile> read(List<Path> files) throws Failure {
        List<AttachedFile> read = new ArrayList<>();
        for (Path file : files) {
            try {
                if (Files.size(file) > LARGEST) {
                    throw new Failure(Exit.FAILED, "attachment-too-large", file);
                }
                String type = Files.probeContentType(file);
                read.add(new AttachedFile(file.getFileName().toString(),
                        type == null ? "application/octet-stream" : type, Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new Failure(Exit.FAILED, "cannot-read", file);
            }
        }
        return read;
    }
}
