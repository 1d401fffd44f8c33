package guichet.inbox.endings;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The folder of intermediate archives inside the vault's. Names are random and say nothing.
final class ArchiveFiles {
    private static final String FOLDER = "archive";
    private static final int NAME_BYTES = 8;
    private static final int COPIED = 1 << 20;

    private final Path folder;

    ArchiveFiles(Path vaultFolder) {
        this.folder = vaultFolder.resolve(FOLDER);
    }

    /// @param sha256 of all of the file, in hexadecimal
    record Sum(String sha256, long size) {
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /// An empty file, for its owner alone.
    Path fresh(SecureRandom random) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return Files.createFile(folder.resolve(HexFormat.of().formatHex(name)),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Makes it durable under its name.
    Sum finish(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel within = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            within.force(true);
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = sha256();
            byte[] piece = new byte[PieceCipher.PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return new Sum(HexFormat.of().formatHex(digest.digest()), Files.size(file));
        }
    }

    /// Whether it still is as it was finished: somebody who tidies takes what no row names yet.
    boolean isWhole(Path file, Sum sum) {
        try {
            return Files.size(file) == sum.size();
        } catch (IOException e) {
            return false;
        }
    }

    /// Removes what no row of the vault names: the key that opened it is gone. Alone among all who write, so that nobody's row comes
    /// in between.
    void tidy(Vault vault) throws VaultException, IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            vault.write(tx -> {
                try {
                    removeAllBut(tx.list("SELECT file FROM case_archive", row -> row.text("file")));
                    return folder;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    /// Puts every file into a backup's database.
    void copyInto(Tx copy) throws VaultException, IOException {
        for (String name : copy.list("SELECT file FROM case_archive ORDER BY file", row -> row.text("file"))) {
            try (InputStream in = Files.newInputStream(path(name))) {
                int n = 0;
                for (byte[] piece = in.readNBytes(COPIED); piece.length > 0; piece = in.readNBytes(COPIED)) {
                    copy.insert("INSERT INTO archive_copy (file, n, content) VALUES (?, ?, ?)", name, n++, piece);
                }
            }
        }
    }

    /// Whether what a backup's database holds of them is what the cases' rows say.
    static boolean areWhole(Tx copy) throws VaultException {
        record Kept(String file, String sha256) {
        }
        for (Kept kept : copy.list("SELECT file, sha256 FROM case_archive",
                row -> new Kept(row.text("file"), row.text("sha256")))) {
            MessageDigest digest = sha256();
            copy.list("SELECT content FROM archive_copy WHERE file = ? ORDER BY n", row -> {
                digest.update(row.bytes("content"));
                return true;
            }, kept.file());
            if (!HexFormat.of().formatHex(digest.digest()).equals(kept.sha256())) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Makes files again of what a backup's database has brought.
    void copyOutOf(Tx restored) throws VaultException, IOException {
        List<String> names = restored.list("SELECT DISTINCT file FROM archive_copy ORDER BY file",
                row -> row.text("file"));
        if (!names.isEmpty() && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (String name : names) {
            if (!name.matches("[0-9a-f]{16}")) {
                throw new IOException("no name of ours");
            }
            try (OutputStream out = Files.newOutputStream(path(name))) {
                for (int n = 0;; n++) {
                    Optional<byte[]> piece = restored.one(
                            "SELECT content FROM archive_copy WHERE file = ? AND n = ?", row -> row.bytes("content"),
                            name, n);
                    if (piece.isEmpty()) {
                        break;
                    }
                    out.write(piece.get());
                }
            }
            finish(path(name));
        }
        restored.update("DELETE FROM archive_copy");
    }

    private void removeAllBut(List<String> named) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (!named.contains(file.getFileName().toString())
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
    }
}
