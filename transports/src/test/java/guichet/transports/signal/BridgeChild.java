package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// A hub of its own process, to be killed: a bridge whose vault is a folder, a file a batch, each there whole or not at all.
final class BridgeChild {
    private BridgeChild() {
    }

    /// @param arguments the program, the account's home, where memory is, the vault
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SignalSetup setup = new SignalSetup(SignalRig.NUMBER, arguments[0], Path.of(arguments[1]), Optional.empty(),
                Path.of(arguments[2]), Room.DEFAULT, Map.of("PATH", "/usr/bin:/bin"));
        try (SignalBridge bridge = new SignalBridge(setup, new FolderVault(Path.of(arguments[3])), _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(), SignalRig.PATIENCE)) {
            bridge.start();
            while (System.in.read() >= 0) {
                // Until its input closes, or it is killed.
            }
        }
    }

    /// Batches as files: `NUMBER`, with the spool and its position on the first line and what came on the others.
    static final class FolderVault implements SpoolSink {
        private final Path folder;

        FolderVault(Path folder) {
            this.folder = folder;
        }

        List<Path> batches() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> !file.toString().endsWith(".new")).sorted().toList();
            }
        }

        @Override
        public long position(String spool) {
            try {
                long position = 0;
                for (Path batch : batches()) {
                    String[] head = Files.readAllLines(batch).getFirst().split(" ", -1);
                    position = head[0].equals(spool) ? Long.parseLong(head[1]) : position;
                }
                return position;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void take(List<Raw> params, String spool, long end) {
            try {
                StringBuilder text = new StringBuilder(spool + " " + end + "\n");
                params.forEach(raw -> text.append(new String(raw.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .append('\n'));
                Path batch = folder.resolve("%08d".formatted(batches().size()));
                Path aside = batch.resolveSibling(batch.getFileName() + ".new");
                Files.writeString(aside, text);
                Files.move(aside, batch, StandardCopyOption.ATOMIC_MOVE);
                System.out.println("taken");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void forget(String spool) {
            // Names never come again.
        }
    }
}
