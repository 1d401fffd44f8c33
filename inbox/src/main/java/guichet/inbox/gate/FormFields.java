package guichet.inbox.gate;

import guichet.inbox.mime.AttachedFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The fields of what waits in the outbox as bytes: each with its length before it, so that no two messages have the same.
final class FormFields {
    private FormFields() {
    }

    static void texts(DataOutputStream out, String... texts) throws IOException {
        for (String text : texts) {
            field(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    static void files(DataOutputStream out, List<AttachedFile> files) throws IOException {
        out.writeInt(files.size());
        for (AttachedFile file : files) {
            texts(out, file.name(), file.type());
            field(out, file.content());
        }
    }

    static String text(DataInputStream in) throws IOException {
        return new String(field(in), StandardCharsets.UTF_8);
    }

    static List<AttachedFile> files(DataInputStream in) throws IOException {
        List<AttachedFile> files = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.add(new AttachedFile(text(in), text(in), field(in)));
        }
        return files;
    }

    private static void field(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// @throws IOException where it claims to be longer than what is there
    private static byte[] field(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length that can't be");
        }
        return in.readNBytes(length);
    }
}
