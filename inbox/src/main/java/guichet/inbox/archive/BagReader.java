package guichet.inbox.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Reads a bag in a tar. Nothing is unpacked anywhere: each file is looked at as it comes by.
public final class BagReader {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._-]{1,120}(/[A-Za-z0-9._-]{1,120}){0,6}");
    private static final Set<String> KEPT = Set.of("bagit.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt",
            "data/" + CaseBag.CASE, "data/" + JournalPart.ENTRIES, "data/" + JournalPart.HEAD);
    private static final int MOST_FILES = 2_000_000;
    /// Of one of the files that are kept.
    private static final int LARGEST = 512 * 1024 * 1024;

    private BagReader() {
    }

    @FunctionalInterface
    interface Visitor {
        /// @param path    in the bag
        /// @param content to be read or not; not closed
        void file(String path, InputStream content) throws IOException;
    }

    /// Reads all of it once, and compares every byte with the manifests.
    ///
    /// @throws BadBag where it is no bag with a case in it, or not whole
    public static Bag check(BagSource source) throws IOException {
        Map<String, String> found = new HashMap<>();
        Map<String, byte[]> kept = new HashMap<>();
        visit(source, (path, content) -> {
            MessageDigest digest = ManifestedBag.digest();
            InputStream through = new DigestInputStream(content, digest);
            if (KEPT.contains(path)) {
                byte[] bytes = through.readNBytes(LARGEST);
                kept.put(path, bytes);
            }
            through.transferTo(java.io.OutputStream.nullOutputStream());
            if (found.put(path, HexFormat.of().formatHex(digest.digest())) != null) {
                throw new BadBag(BadBag.Why.ALTERED);
            }
        });
        if (!kept.keySet().equals(KEPT)) {
            throw new BadBag(kept.containsKey("bagit.txt") ? BadBag.Why.ALTERED : BadBag.Why.NOT_A_BAG);
        }
        if (!text(kept, "bagit.txt").equals(ManifestedBag.DECLARATION)) {
            throw new BadBag(BadBag.Why.NOT_A_BAG);
        }
        compare(found, text(kept, "tagmanifest-sha512.txt"), text(kept, "manifest-sha512.txt"));
        JsonMap root = JsonMap.read(bytes(kept, "data/" + CaseBag.CASE));
        if (!root.text("format").equals("guichet-case")) {
            throw JsonMap.bad();
        }
        if (root.number("version") > CaseBag.VERSION) {
            throw new BadBag(BadBag.Why.TOO_NEW);
        }
        return new Bag(root, found, JournalPart.read(bytes(kept, "data/" + JournalPart.ENTRIES)),
                text(kept, "data/" + JournalPart.HEAD),
                ManifestedBag.sha512(bytes(kept, "manifest-sha512.txt")));
    }

    /// Reads all of it once more.
    static void visit(BagSource source, Visitor visitor) throws IOException {
        Set<String> folders = new HashSet<>();
        int files = 0;
        try (InputStream all = source.open(); TarArchiveInputStream tar = new TarArchiveInputStream(all, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                int slash = entry.getName().indexOf('/');
                if (!entry.isFile() || slash < 0 || ++files > MOST_FILES) {
                    throw new BadBag(BadBag.Why.NOT_A_BAG);
                }
                folders.add(entry.getName().substring(0, slash));
                String path = entry.getName().substring(slash + 1);
                if (folders.size() != 1 || !PATH.matcher(path).matches() || path.contains("..")) {
                    throw new BadBag(BadBag.Why.NOT_A_BAG);
                }
                visitor.file(path, tar);
            }
            // What follows the end mark is padding, and belongs to what a signature covers; the tar itself ends before it.
            all.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IllegalArgumentException e) { // a header with impossible numbers
            throw new BadBag(BadBag.Why.NOT_A_BAG);
        }
        if (files == 0) {
            throw new BadBag(BadBag.Why.NOT_A_BAG);
        }
    }

    private static void compare(Map<String, String> found, String tagManifest, String manifest) throws BadBag {
        Map<String, String> told = new HashMap<>(lines(manifest));
        Set<String> payload = new HashSet<>(told.keySet());
        for (Map.Entry<String, String> tag : lines(tagManifest).entrySet()) {
            if (told.put(tag.getKey(), tag.getValue()) != null) {
                throw new BadBag(BadBag.Why.ALTERED);
            }
        }
        told.put("tagmanifest-sha512.txt", found.getOrDefault("tagmanifest-sha512.txt", ""));
        boolean whole = told.equals(found) && payload.stream().allMatch(path -> path.startsWith("data/"));
        if (!whole || !told.containsKey("manifest-sha512.txt")) {
            throw new BadBag(BadBag.Why.ALTERED);
        }
    }

    private static Map<String, String> lines(String manifest) throws BadBag {
        Map<String, String> told = new HashMap<>();
        for (String line : manifest.lines().toList()) {
            int gap = line.indexOf("  ");
            if (gap != 128 || told.put(line.substring(gap + 2), line.substring(0, gap)) != null) {
                throw new BadBag(BadBag.Why.ALTERED);
            }
        }
        return told;
    }

    private static byte[] bytes(Map<String, byte[]> kept, String path) throws BadBag {
        byte[] bytes = kept.get(path);
        if (bytes == null) {
            throw JsonMap.bad();
        }
        return bytes;
    }

    private static String text(Map<String, byte[]> kept, String path) throws BadBag {
        return new String(bytes(kept, path), StandardCharsets.UTF_8);
    }
}
