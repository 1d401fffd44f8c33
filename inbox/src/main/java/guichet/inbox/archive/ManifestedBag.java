package guichet.inbox.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What makes a folder of files a bag (BagIt 1.0, RFC 8493): manifests with SHA-512 of the payload and of the files beside it.
final class ManifestedBag {
    static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private final BagTarget target;
    private final Map<String, String> payload = new TreeMap<>();
    private long bytes;

    ManifestedBag(BagTarget target) {
        this.target = target;
    }

    /// @param path below `data/`
    void payload(String path, byte[] content) throws IOException {
        String whole = "data/" + path;
        if (payload.put(whole, sha512(content)) != null) {
            throw new IllegalStateException("a file twice in one bag");
        }
        bytes += content.length;
        target.file(whole, content);
    }

    /// The same of what is too long to be held.
    void payload(String path, long size, BagTarget.Content content) throws IOException {
        String whole = "data/" + path;
        MessageDigest digest = digest();
        target.file(whole, size, out -> content.writeTo(new DigestOutputStream(out, digest)));
        if (payload.put(whole, HexFormat.of().formatHex(digest.digest())) != null) {
            throw new IllegalStateException("a file twice in one bag");
        }
        bytes += size;
    }

    void payload(String path, String content) throws IOException {
        payload(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Number of bytes, a dot, number of files, of the payload written so far (RFC 8493, 2.2.2).
    String oxum() {
        return bytes + "." + payload.size();
    }

    int files() {
        return payload.size();
    }

    long bytes() {
        return bytes;
    }

    /// Writes what stands beside the payload. Nothing of the payload may follow.
    ///
    /// @param info the lines of `bag-info.txt`
    /// @return SHA-512 of the payload's manifest, which stands for the whole payload
    String finish(List<BagInfo> info) throws IOException {
        String manifest = lines(payload);
        Map<String, String> tags = new TreeMap<>();
        tag("bagit.txt", DECLARATION, tags);
        tag("bag-info.txt", BagInfo.text(info), tags);
        tag("manifest-sha512.txt", manifest, tags);
        target.file("tagmanifest-sha512.txt", lines(tags).getBytes(StandardCharsets.UTF_8));
        return sha512(manifest.getBytes(StandardCharsets.UTF_8));
    }

    private void tag(String name, String text, Map<String, String> tags) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        tags.put(name, sha512(content));
        target.file(name, content);
    }

    private static String lines(Map<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        digests.forEach((path, digest) -> lines.append(digest).append("  ").append(path).append('\n'));
        return lines.toString();
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-512", e);
        }
    }

    static String sha512(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }
}
