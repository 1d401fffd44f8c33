package guichet.inbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The `filename` parameter of an attachment that leaves (RFC 2183; RFC 2231 where it needs that): the name alone, never a path.
final class FileName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._+@()-]{1,60}");
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int PIECE = 60;

    private FileName() {
    }

    /// Folded parameters, each after a semicolon.
    static String parameters(String name) {
        String bare = FOLDERS.matcher(HeaderLines.withoutControls(name)).replaceFirst("");
        String safe = bare.isEmpty() ? "file" : bare;
        if (PLAIN.matcher(safe).matches()) {
            return ";\r\n filename=\"" + safe + "\"";
        }
        StringBuilder out = new StringBuilder();
        StringBuilder piece = new StringBuilder("UTF-8''");
        int number = 0;
        for (byte b : safe.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '.'
                    || b == '-' || b == '_';
            piece.append(letter ? Character.toString(b) : "%" + HEX.toHexDigits(b));
            if (piece.length() >= PIECE) {
                out.append(";\r\n filename*").append(number++).append("*=").append(piece);
                piece.setLength(0);
            }
        }
        if (number == 0) {
            return ";\r\n filename*=" + piece;
        }
        return piece.isEmpty()
                ? out.toString()
                : out.append(";\r\n filename*").append(number).append("*=").append(piece).toString();
    }
}
