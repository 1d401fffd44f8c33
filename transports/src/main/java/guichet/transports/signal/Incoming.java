package guichet.transports.signal;

import guichet.inbox.signal.AttachmentFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/// The files that signal-cli has put beside its notifications. Whatever a name says, nothing outside this folder is read or deleted. Any
/// thread.
public final class Incoming implements AttachmentFiles {
    /// How the name ends that signal-cli gives to the preview of a file.
    static final String PREVIEW = ".preview";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    private final Path folder;

    Incoming(Path folder) {
        this.folder = folder;
    }

    @Override
    public Contents read(String id, long most) {
        Optional<Path> file = file(id);
        if (file.isEmpty()) {
            return new Contents.Missing();
        }
        try (InputStream in = Files.newInputStream(file.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = Files.size(file.get());
            if (size > most) {
                return new Contents.TooLarge(size);
            }
            byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(most, Integer.MAX_VALUE - 8)));
            return new Contents.Bytes(bytes);
        } catch (IOException e) {
            return new Contents.Missing();
        }
    }

    /// Deletes files whose bytes are in the vault, and the previews that signal-cli keeps beside them.
    public void delete(Collection<String> ids) throws IOException {
        for (String id : ids) {
            Optional<Path> file = file(id);
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
                Files.deleteIfExists(file.get().resolveSibling(id + PREVIEW));
            }
        }
    }

    private Optional<Path> file(String id) {
        return NAME.matcher(id).matches()
                ? Optional.of(folder.resolve(id)).filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                : Optional.empty();
    }
}
