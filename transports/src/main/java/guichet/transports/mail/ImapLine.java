package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The dialogue below the commands: tags, untagged responses in between, the end of a command.
final class ImapLine {
    /// More than any folder answers to one command.
    private static final int MAX_RESPONSES = 3_000_000;

    private final Wire wire;
    private final Patience patience;
    private int commands;
    private boolean news;

    ImapLine(Wire wire, Patience patience) {
        this.wire = wire;
        this.patience = patience;
    }

    /// Looks at what comes while a command runs.
    interface Heard {
        void response(ImapResponse response) throws LinkException;
    }

    /// Takes the server's `+`, once.
    interface Asked {
        void more() throws LinkException;
    }

    /// Says a command, hands over each untagged response, and gives the tagged one.
    ImapResponse run(String command, int mostLiteralBytes, Heard heard) throws LinkException {
        return finish(begin(command), mostLiteralBytes, heard, () -> {
            throw new LinkException(Trouble.BAD_ANSWER);
        });
    }

    /// Says a command and waits for nothing.
    ///
    /// @return its tag
    String begin(String command) throws LinkException {
        String tag = "g" + ++commands;
        wire.write((tag + " " + command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return tag;
    }

    ImapResponse finish(String tag, int mostLiteralBytes, Heard heard, Asked asked) throws LinkException {
        for (int n = 0; n < MAX_RESPONSES; n++) {
            ImapResponse response = next(mostLiteralBytes);
            if (response.isTagged(tag)) {
                return response;
            }
            if (response.isContinuation()) {
                asked.more();
            } else {
                heard.response(response);
            }
        }
        throw new LinkException(Trouble.BAD_ANSWER);
    }

    /// The next response of any kind; a farewell ends the connection.
    ImapResponse next(int mostLiteralBytes) throws LinkException {
        ImapResponse response = ImapResponse.read(wire, mostLiteralBytes);
        if (response.isUntagged("BYE")) {
            throw new LinkException(Trouble.SERVER_UNAVAILABLE, response.words());
        }
        news |= response.number("EXISTS") >= 0;
        return response;
    }

    /// Whether the server has spoken of new messages since this was asked last.
    boolean news() {
        boolean heard = news;
        news = false;
        return heard;
    }

    Patience patience() {
        return patience;
    }

    Wire wire() {
        return wire;
    }

    /// Writes a secret and a line end, and zeroes both.
    void writeSecret(byte[] secret, String after) throws LinkException {
        byte[] line = Arrays.copyOf(secret, secret.length + after.length());
        System.arraycopy(after.getBytes(StandardCharsets.US_ASCII), 0, line, secret.length, after.length());
        try {
            wire.write(line);
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }
}
