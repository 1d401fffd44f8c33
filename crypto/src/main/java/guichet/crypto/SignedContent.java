package guichet.crypto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an encrypted container holds: one literal, perhaps compressed, perhaps signed as a whole (RFC 9580, 10.3).
///
/// Anything beside that one literal is refused: what is not covered by the signatures must not be shown as if it were.
final class SignedContent {
    private static final int MOST_PACKETS = 256;
    private static final int MOST_SIGNATURES = 16;
    private static final int MOST_LAYERS = 2;

    private final Bytes literal;
    private final List<RawPacket> signatures;

    private SignedContent(Bytes literal, List<RawPacket> signatures) {
        this.literal = literal;
        this.signatures = List.copyOf(signatures);
    }

    sealed interface Parsed {
        record Content(SignedContent content) implements Parsed {
        }

        record Not(Opened.Why why) implements Parsed {
        }
    }

    /// The content of the literal packet, without its file name and date.
    Bytes literal() {
        return literal;
    }

    /// Each covers the whole literal, or claims to.
    List<RawPacket> signatures() {
        return signatures;
    }

    static Parsed parse(Bytes raw, long most) {
        return layer(raw, most, MOST_LAYERS, List.of());
    }

    private static Parsed layer(Bytes raw, long most, int layersLeft, List<RawPacket> outerSignatures) {
        RawPacket.Run run = RawPacket.readAll(raw, MOST_PACKETS);
        List<RawPacket> packets = run.packets().stream()
                .filter(packet -> packet.tag() != RawPacket.MARKER && packet.tag() != RawPacket.PADDING).toList();
        int announced = 0;
        int next = 0;
        List<RawPacket> signatures = new ArrayList<>(outerSignatures);
        while (next < packets.size() && (packets.get(next).tag() == RawPacket.ONE_PASS_SIGNATURE
                || packets.get(next).tag() == RawPacket.SIGNATURE)) {
            if (packets.get(next).tag() == RawPacket.SIGNATURE) {
                signatures.add(packets.get(next)); // in front of what it signs: the old form
            } else {
                announced++;
            }
            next++;
        }
        if (run.fault() != RawPacket.Fault.NONE || next + 1 + announced != packets.size()) {
            return new Parsed.Not(Opened.Why.MALFORMED);
        }
        RawPacket content = packets.get(next);
        for (RawPacket trailing : packets.subList(next + 1, packets.size())) {
            if (trailing.tag() != RawPacket.SIGNATURE) {
                return new Parsed.Not(Opened.Why.MALFORMED);
            }
            signatures.add(trailing);
        }
        if (signatures.size() > MOST_SIGNATURES
                || (!outerSignatures.isEmpty() && signatures.size() > outerSignatures.size())) {
            return new Parsed.Not(Opened.Why.MALFORMED);
        }
        return switch (content.tag()) {
            case RawPacket.LITERAL -> literal(content.body(), most, signatures);
            case RawPacket.COMPRESSED -> layersLeft == 1
                    ? new Parsed.Not(Opened.Why.MALFORMED)
                    : compressed(content.body(), most, layersLeft - 1, signatures);
            default -> new Parsed.Not(Opened.Why.MALFORMED);
        };
    }

    private static Parsed compressed(Bytes body, long most, int layersLeft, List<RawPacket> signatures) {
        try {
            return switch (Decompressor.decompress(body, most)) {
                case Decompressor.Result.Whole(Bytes content) -> layer(content, most, layersLeft, signatures);
                case Decompressor.Result.TooLarge _ -> new Parsed.Not(Opened.Why.TOO_LARGE);
            };
        } catch (IOException e) {
            return new Parsed.Not(Opened.Why.MALFORMED);
        }
    }

    private static Parsed literal(Bytes body, long most, List<RawPacket> signatures) {
        if (body.length() < 6 || body.length() < 6 + body.at(1) || "btum".indexOf(body.at(0)) < 0) {
            return new Parsed.Not(Opened.Why.MALFORMED);
        }
        int head = 6 + body.at(1);
        int length = body.length() - head;
        return length > most
                ? new Parsed.Not(Opened.Why.TOO_LARGE)
                : new Parsed.Content(new SignedContent(body.part(head, length), signatures));
    }
}
