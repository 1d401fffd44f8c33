package guichet.tui.command;

import guichet.inbox.endings.Tombstones;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Restored;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a vault again of a backup, in a folder that is empty. Under its name there is nothing before it is safe to work in.
@Command(name = "restore")
final class BackupRestore implements Action.Alone {
    @Parameters(paramLabel = "FILE")
    Optional<Path> file = Optional.empty();

    @Option(names = "--destroyed", arity = "1..*", paramLabel = "FILE")
    List<Path> destroyed = new ArrayList<>();

    @Override
    public Exit run(Invocation in, Output out) throws Failure, VaultException, IOException {
        Path folder = in.access().folder().toAbsolutePath().normalize();
        Path from = file.orElseThrow();
        if (in.vaults().isOccupied(folder)) {
            throw new Failure(Exit.FAILED, "occupied", folder);
        }
        List<Tombstones.Stone> stones = stones(new Tombstones(folder));
        Path aside = folder.resolveSibling(folder.getFileName() + ".restoring");
        remove(aside);
        boolean done = false;
        try {
            switch (Vault.restore(from, aside)) {
                case Restored.NOT_A_BACKUP -> throw new Failure(Exit.ALTERED, "not-a-backup", from);
                case Restored.OCCUPIED -> throw new Failure(Exit.FAILED, "occupied", aside);
                case Restored.DONE -> {
                    // What it is, its passphrase has to say.
                }
            }
            var settled = settle(in, out, aside, stones);
            Files.deleteIfExists(folder);
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            new Tombstones(folder).adopt(new Tombstones(aside));
            done = true;
            out.answer(
                    new JsonLine().put("vault", folder.toString()).put("drafts", settled.drafts()).strings("destroyed",
                            settled.destroyed().stream().map(Object::toString).toList()),
                    out.sentences().tell("backup.restored", folder, settled.drafts(), settled.destroyed().size()));
            if (stones.isEmpty()) {
                out.tell("backup.no-list");
            }
            return Exit.DONE;
        } finally {
            if (!done) {
                remove(aside);
            }
        }
    }

    private static guichet.inbox.endings.AfterRestore.Settled settle(Invocation in, Output out, Path aside,
            List<Tombstones.Stone> stones) throws Failure, VaultException, IOException {
        try (Workspace restored = in.access().openAt(aside, out, Via.COMMAND)) {
            return restored.afterRestore().settle(stones, restored.actor(Via.COMMAND));
        }
    }

    private List<Tombstones.Stone> stones(Tombstones beside) throws Failure {
        try {
            List<Path> lists = new ArrayList<>(beside.beside());
            lists.addAll(destroyed);
            return Tombstones.read(lists);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read-list");
        }
    }

    /// The folder that an attempt before this one has left, or this one; never anything else.
    private static void remove(Path aside) throws IOException {
        if (!Files.isDirectory(aside)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(aside)) {
            for (Path each : all) {
                if (Files.isDirectory(each) && each.getFileName().toString().equals("archive")) {
                    remove(each);
                } else {
                    Files.delete(each);
                }
            }
        }
        Files.delete(aside);
    }
}
