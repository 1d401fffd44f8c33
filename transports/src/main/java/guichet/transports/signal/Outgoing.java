package guichet.transports.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// Attachments in memory while they are sent: gone when it is closed. signal-cli sends a file under its own name, so each has a folder of
/// its own. One thread.
final class Outgoing implements AutoCloseable {
    private static final int LONGEST_NAME = 200;
    private static final String NAMELESS = "file";

    private final Path folder;
    private final List<String> paths = new ArrayList<>();

    private Outgoing(Path folder) {
        this.folder = folder;
    }

    /// @throws IOException no room; nothing stays
    static Outgoing stage(Path outgoing, List<SendRequest.Attachment> attachments, RandomGenerator random)
            throws IOException {
        Outgoing made = new Outgoing(folder(outgoing, HexFormat.of().toHexDigits(random.nextLong())));
        try {
            for (SendRequest.Attachment attachment : attachments) {
                Path own = folder(made.folder, Integer.toString(made.paths.size()));
                Path file = own.resolve(safe(attachment.name()));
                Files.write(file, attachment.bytes());
                made.paths.add(file.toString());
            }
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() throws IOException {
        RamFolder.empty(folder);
        Files.deleteIfExists(folder);
    }

    /// The same name as far as a file can have it.
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        int bytes = 0;
        for (int point : name.codePoints().toArray()) {
            boolean bad = point == '/' || point == '\\' || Character.isISOControl(point)
                    || Character.getType(point) == Character.SURROGATE || Character.getType(point) == Character.FORMAT;
            String one = bad ? "_" : Character.toString(point);
            bytes += one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_NAME) {
                break;
            }
            safe.append(one);
        }
        while (!safe.isEmpty() && safe.charAt(0) == '.') {
            safe.deleteCharAt(0);
        }
        return safe.isEmpty() ? NAMELESS : safe.toString();
    }

    private static Path folder(Path in, String name) throws IOException {
        return Files.createDirectory(in.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
