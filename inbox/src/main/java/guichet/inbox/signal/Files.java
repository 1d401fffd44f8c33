package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.signal.Envelope.NamedFile;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The attachments of one batch, and which of their files are needed no more once it is durable.
final class Files {
    /// In bytes; Signal's own limit is 100 MB. A value in the vault can't be much larger either.
    private static final long LARGEST = 200_000_000;

    private final AttachmentFiles port;
    private final Rows rows;
    private final IncomingSignal.Batch batch;
    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> left = new LinkedHashSet<>();

    Files(AttachmentFiles port, Rows rows, IncomingSignal.Batch batch) {
        this.port = port;
        this.rows = rows;
        this.batch = batch;
    }

    record Read(List<AttachedFile> taken, List<Gone> missing) {
    }

    record Gone(NamedFile file, String why) {
    }

    List<String> taken() {
        return List.copyOf(taken);
    }

    List<String> left() {
        return List.copyOf(left);
    }

    Read read(List<NamedFile> named) {
        List<AttachedFile> read = new ArrayList<>();
        List<Gone> missing = new ArrayList<>();
        for (NamedFile file : named) {
            if (!FileNames.isSafe(file.id())) {
                missing.add(new Gone(file, file.id().isEmpty() ? "missing" : "bad-name"));
                continue;
            }
            switch (port.read(file.id(), LARGEST)) {
                case AttachmentFiles.Contents.Bytes(byte[] bytes) -> {
                    read.add(new AttachedFile(file.name().isBlank() ? file.id() : file.name(), file.type(), bytes));
                    taken.add(file.id());
                }
                case AttachmentFiles.Contents.Missing() -> missing.add(new Gone(file, "missing"));
                case AttachmentFiles.Contents.TooLarge(_) -> {
                    missing.add(new Gone(file, "too-large"));
                    left.add(file.id());
                }
            }
        }
        return new Read(read, missing);
    }

    void missing(MessageId message, Read read) throws VaultException {
        int n = 1;
        for (Gone gone : read.missing()) {
            rows.missing(message, n++, gone.file(), gone.why());
        }
    }

    /// They came with a message that is here: where that has its files, these are needed no more.
    void duplicate(MessageId message, List<NamedFile> named) throws VaultException {
        if (!named.isEmpty() && batch.attachments(message) >= named.size()) {
            spend(named.stream().map(NamedFile::id).toList());
        }
    }

    void spend(List<String> ids) {
        ids.stream().filter(FileNames::isSafe).forEach(taken::add);
    }
}
