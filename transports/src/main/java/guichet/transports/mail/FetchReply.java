package guichet.transports.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/// What one untagged FETCH says of one message: its UID, its size, a piece of its bytes, whichever of them it says.
final class FetchReply {
    private final IMAPResponse response;
    private long uid = -1;
    private long size = -1;
    private long origin;
    private byte @Nullable [] piece;

    private FetchReply(IMAPResponse response) {
        this.response = response;
    }

    /// Empty where the response is no FETCH, or one that makes no sense.
    static Optional<FetchReply> in(IMAPResponse response) {
        if (!response.isUnTagged() || !response.keyEquals("FETCH")) {
            return Optional.empty();
        }
        FetchReply reply = new FetchReply(response);
        try {
            return reply.read() ? Optional.of(reply) : Optional.empty();
        } catch (IndexOutOfBoundsException _) {
            // Angus's reading of strings runs over the end of a response that breaks off.
            return Optional.empty();
        }
    }

    /// 1 to 2^32-1, or -1 where it doesn't say.
    long uid() {
        return uid;
    }

    /// In bytes, or -1 where it doesn't say.
    long size() {
        return size;
    }

    /// Where in the message the piece begins.
    long origin() {
        return origin;
    }

    Optional<byte[]> piece() {
        return Optional.ofNullable(piece);
    }

    private boolean read() {
        if (!response.isNextNonSpace('(')) {
            return false;
        }
        while (!response.isNextNonSpace(')')) {
            String name = response.readAtom();
            switch (name == null ? "" : name.toUpperCase(Locale.ROOT)) {
                case "UID" -> uid = number32(response.readLong());
                case "RFC822.SIZE" -> size = number32(response.readLong());
                case "BODY[" -> readPiece();
                // Servers may tell of changed flags wherever they like (RFC 9051, section 7.5.2).
                case "FLAGS" -> response.readSimpleList();
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private void readPiece() {
        if (response.readByte() != ']') {
            throw new IndexOutOfBoundsException("another part than the whole");
        }
        if (response.peekByte() == '<') {
            response.readByte();
            origin = response.readLong();
            response.readByte();
        }
        response.skipSpaces();
        boolean nil = Character.toUpperCase((char) response.peekByte()) == 'N';
        ByteArray bytes = response.readByteArray();
        if (nil && origin > 0) {
            // Nothing is left of it there; of a whole message it says that there is none.
            piece = new byte[0];
        } else if (bytes != null) {
            int from = bytes.getStart();
            // A length written in the middle of a line announces nothing that was read.
            java.util.Objects.checkFromIndexSize(from, bytes.getCount(), bytes.getBytes().length);
            piece = Arrays.copyOfRange(bytes.getBytes(), from, from + bytes.getCount());
        }
    }

    private static long number32(long number) {
        return number >= 0 && number <= 0xFFFF_FFFFL ? number : -1;
    }
}
