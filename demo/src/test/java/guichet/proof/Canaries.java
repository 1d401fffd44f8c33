package guichet.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Words that must not be found in the clear, in every form that a program may write them in.
final class Canaries {
    private static final long LARGEST = 64 << 20;
    private final List<String> forms = new ArrayList<>();

    Canaries(List<byte[]> secrets) {
        for (byte[] secret : secrets) {
            String text = new String(secret, StandardCharsets.UTF_8);
            add(secret);
            add(text.getBytes(StandardCharsets.UTF_16LE));
            add(text.getBytes(StandardCharsets.UTF_16BE));
            add(HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
            // In base64 a word looks differently at each of three places: what is the same wherever it stands.
            for (int shift = 0; shift < 3; shift++) {
                byte[] shifted = new byte[secret.length + shift];
                System.arraycopy(secret, 0, shifted, shift, secret.length);
                String encoded = Base64.getEncoder().encodeToString(shifted);
                add(encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 4).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    static Canaries words(List<String> words) {
        return new Canaries(words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
    }

    /// The files below these folders, and in memory-backed ones, that hold any of them.
    List<Path> in(List<Path> folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : readable(folder)) {
                String bytes = content(file);
                if (forms.stream().anyMatch(bytes::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException goneMeanwhile) {
            return "";
        }
    }

    private void add(byte[] form) {
        forms.add(new String(form, StandardCharsets.ISO_8859_1));
    }

    private static List<Path> readable(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(path)
                        && Files.size(path) < LARGEST) {
                    files.add(path);
                }
            }
        }
        return files;
    }
}
