package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One OpenPGP packet, unread (RFC 9580, 4).
///
/// @param tag  its type
/// @param body without the header, partial lengths joined
record RawPacket(int tag, Bytes body) {
    static final int PKESK = 1;
    static final int SIGNATURE = 2;
    static final int SKESK = 3;
    static final int ONE_PASS_SIGNATURE = 4;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int COMPRESSED = 8;
    static final int UNPROTECTED_DATA = 9;
    static final int MARKER = 10;
    static final int LITERAL = 11;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int SEIPD = 18;
    static final int LIBREPGP_AEAD = 20;
    static final int PADDING = 21;

    /// What a run of bytes holds.
    ///
    /// @param fault where reading stopped before the end: why
    record Run(List<RawPacket> packets, Fault fault) {
        Run {
            packets = List.copyOf(packets);
        }
    }

    /// How a run of packets ended.
    enum Fault {
        NONE, CUT, NOT_A_PACKET, TOO_MANY
    }

    /// Splits bytes into packets, as far as they go.
    static Run readAll(Bytes raw, int most) {
        List<RawPacket> packets = new ArrayList<>();
        var reader = new Reader(raw);
        while (reader.position < raw.length()) {
            if (packets.size() >= most) {
                return new Run(packets, Fault.TOO_MANY);
            }
            Fault fault = reader.next(packets);
            if (fault != Fault.NONE) {
                return new Run(packets, fault);
            }
        }
        return new Run(packets, Fault.NONE);
    }

    /// With a header of the current format and a definite length.
    byte[] encoded() {
        byte[] header = header();
        byte[] packet = Arrays.copyOf(header, header.length + body.length());
        body.giveTo((array, from, length) -> System.arraycopy(array, from, packet, header.length, length));
        return packet;
    }

    /// The header for that.
    byte[] header() {
        int length = body.length();
        byte head = (byte) (0xC0 | tag);
        if (length < 192) {
            return new byte[]{head, (byte) length};
        }
        if (length < 8384) {
            return new byte[]{head, (byte) (((length - 192) >> 8) + 192), (byte) (length - 192)};
        }
        return new byte[]{head, (byte) 255, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8),
                (byte) length};
    }

    private static boolean isData(int tag) {
        return switch (tag) {
            case COMPRESSED, UNPROTECTED_DATA, LITERAL, SEIPD, LIBREPGP_AEAD -> true;
            default -> false;
        };
    }

    private static final class Reader {
        private final Bytes raw;
        private int position;

        Reader(Bytes raw) {
            this.raw = raw;
        }

        Fault next(List<RawPacket> packets) {
            int head = raw.at(position);
            if ((head & 0x80) == 0) {
                return Fault.NOT_A_PACKET;
            }
            position++;
            return (head & 0x40) != 0 ? current(head & 0x3f, packets) : old((head >> 2) & 0xf, head & 3, packets);
        }

        private Fault old(int tag, int lengthType, List<RawPacket> packets) {
            if (lengthType == 3) {
                return isData(tag) ? take(tag, raw.length() - position, packets) : Fault.NOT_A_PACKET;
            }
            int octets = 1 << lengthType;
            if (position + octets > raw.length()) {
                return Fault.CUT;
            }
            long length = number(octets);
            return take(tag, length, packets);
        }

        private Fault current(int tag, List<RawPacket> packets) {
            var joined = new ByteArrayOutputStream();
            boolean partial = false;
            while (true) {
                if (position >= raw.length()) {
                    return Fault.CUT;
                }
                int first = raw.at(position++);
                if (first >= 224 && first < 255) {
                    if (!isData(tag)) {
                        return Fault.NOT_A_PACKET;
                    }
                    int chunk = 1 << (first & 0x1f);
                    if (chunk < 0 || chunk > raw.length() - position) {
                        return Fault.CUT;
                    }
                    raw.part(position, chunk).giveTo(joined::write);
                    position += chunk;
                    partial = true;
                    continue;
                }
                int octets = first < 192 ? 0 : first == 255 ? 4 : 1;
                if (position + octets > raw.length()) {
                    return Fault.CUT;
                }
                long length = switch (octets) {
                    case 0 -> first;
                    case 1 -> ((first - 192L) << 8) + number(1) + 192;
                    default -> number(4);
                };
                if (!partial) {
                    return take(tag, length, packets);
                }
                if (length > raw.length() - position) {
                    return Fault.CUT;
                }
                raw.part(position, (int) length).giveTo(joined::write);
                position += (int) length;
                packets.add(new RawPacket(tag, Bytes.of(joined.toByteArray())));
                return Fault.NONE;
            }
        }

        private Fault take(int tag, long length, List<RawPacket> packets) {
            if (tag == 0) {
                return Fault.NOT_A_PACKET;
            }
            if (length > raw.length() - position) {
                return Fault.CUT;
            }
            packets.add(new RawPacket(tag, raw.part(position, (int) length)));
            position += (int) length;
            return Fault.NONE;
        }

        private long number(int octets) {
            long value = 0;
            for (int i = 0; i < octets; i++) {
                value = (value << 8) | raw.at(position++);
            }
            return value;
        }
    }
}
