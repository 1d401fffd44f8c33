package guichet.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A document that is read anew each time it is asked for. Where it can't be read, no signature over it verifies; [#requireRead] tells that from a bad signature.
final class StreamedDocument implements Document {
    private final Content content;
    private Optional<IOException> trouble = Optional.empty();

    StreamedDocument(Content content) {
        this.content = content;
    }

    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    @Override
    public void giveTo(Bytes.Consumer consumer) {
        try {
            content.writeTo(new OutputStream() {
                @Override
                public void write(int b) {
                    consumer.take(new byte[]{(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    consumer.take(bytes, from, length);
                }
            });
        } catch (IOException e) {
            trouble = Optional.of(e);
            throw new UncheckedIOException(e);
        }
    }

    void requireRead() throws IOException {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
    }
}
