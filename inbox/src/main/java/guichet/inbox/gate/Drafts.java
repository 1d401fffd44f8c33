package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.DraftContents;
import guichet.inbox.cases.LongContent;
import guichet.inbox.chat.RoomId;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was begun or refused. Drafts live here and nowhere else. One whose message waits in the outbox is not seen here.
public final class Drafts {
    private static final String COLUMNS = "id, saved, channel, author, recipients, case_id, subject, body, reply_to";
    private static final String AT_HAND = "id NOT IN (SELECT draft FROM draft_leaving)";

    private final Clock clock;

    public Drafts(Clock clock) {
        this.clock = clock;
    }

    public DraftId save(Tx tx, Draft draft) throws VaultException {
        var id = new DraftId(tx.insert("""
                INSERT INTO draft (saved, channel, author, recipients, case_id, subject, body, reply_to)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", clock.instant(), channel(draft).name(), draft.author(),
                recipients(draft), draft.caseId().map(CaseId::value).orElse(null), subject(draft), draft.body(),
                draft.replyTo().map(MessageId::value).orElse(null)));
        attach(tx, id, draft.attachments());
        return id;
    }

    /// @return false where there is no such draft at hand
    public boolean replace(Tx tx, DraftId id, Draft draft) throws VaultException {
        int rows = tx.update("""
                UPDATE draft SET saved = ?, channel = ?, author = ?, recipients = ?, case_id = ?, subject = ?, body = ?,
                  reply_to = ?
                WHERE id = ? AND\s""" + AT_HAND, clock.instant(), channel(draft).name(), draft.author(),
                recipients(draft), draft.caseId().map(CaseId::value).orElse(null), subject(draft), draft.body(),
                draft.replyTo().map(MessageId::value).orElse(null), id.value());
        if (rows == 0) {
            return false;
        }
        tx.update("DELETE FROM draft_attachment WHERE draft = ?", id.value());
        attach(tx, id, draft.attachments());
        return true;
    }

    public Optional<Draft> find(Tx tx, DraftId id) throws VaultException {
        Optional<Saved> saved = tx.one("SELECT " + COLUMNS + " FROM draft WHERE id = ? AND " + AT_HAND,
                row -> saved(tx, row),
                id.value());
        return saved.map(Saved::draft);
    }

    /// The last one written first.
    public List<Saved> list(Tx tx) throws VaultException {
        return tx.list("SELECT " + COLUMNS + " FROM draft WHERE " + AT_HAND + " ORDER BY saved DESC, id DESC",
                row -> saved(tx, row));
    }

    public boolean discard(Tx tx, DraftId id) throws VaultException {
        boolean gone = tx.update("DELETE FROM draft WHERE id = ? AND " + AT_HAND, id.value()) > 0;
        if (gone) {
            DraftContents.release(tx, id.value());
        }
        return gone;
    }

    /// @param saved when it was last written
    public record Saved(DraftId id, Instant saved, Draft draft) {
    }

    private static void attach(Tx tx, DraftId id, List<AttachedFile> files) throws VaultException {
        int n = 0;
        List<DraftContents.Numbered> far = new ArrayList<>();
        for (AttachedFile file : files) {
            boolean held = file.far().isEmpty();
            tx.insert("INSERT INTO draft_attachment (draft, n, name, type, content) VALUES (?, ?, ?, ?, ?)", id.value(),
                    ++n, file.name(), file.type(), held ? file.content() : new byte[0]);
            if (!held) {
                far.add(new DraftContents.Numbered(n, LongContent.in(file)));
            }
        }
        DraftContents.set(tx, id.value(), far);
    }

    private static Saved saved(Tx tx, Row row) throws VaultException {
        var id = new DraftId(row.number("id"));
        List<AttachedFile> files = tx.list("""
                SELECT n, name, type, content FROM draft_attachment WHERE draft = ? ORDER BY n""",
                file -> file(tx, id, file), id.value());
        Optional<CaseId> caseId = row.textOrNone("case_id").map(CaseId::new);
        Optional<MessageId> replyTo = row.numberOrNone("reply_to").map(MessageId::new);
        Draft draft = switch (Channel.valueOf(row.text("channel"))) {
            case MAIL -> {
                List<String> lines = List.of(row.text("recipients").split("\n"));
                yield new MailDraft(Optional.of(id), row.text("author"), field(lines, "to "), field(lines, "cc "),
                        field(lines, "bcc "), caseId, row.text("subject"), row.text("body"), files, replyTo);
            }
            case SIGNAL -> new SignalDraft(Optional.of(id), row.text("author"),
                    SignalRecipient.parse(row.text("recipients")).orElseThrow(), caseId, row.text("body"), files,
                    replyTo);
            case CHAT -> new ChatDraft(Optional.of(id), row.text("author"), caseId,
                    RoomId.parse(row.text("recipients")).orElseThrow(), row.text("body"), files, replyTo);
            case NOTE, CONTACT -> throw new IllegalStateException("a draft of a channel that has none");
        };
        return new Saved(id, row.time("saved"), draft);
    }

    private static AttachedFile file(Tx tx, DraftId id, Row row) throws VaultException {
        Optional<LongContent> far = DraftContents.of(tx, id.value(), row.number("n"));
        return far.isPresent()
                ? AttachedFile.far(row.text("name"), row.text("type"), far.get())
                : new AttachedFile(row.text("name"), row.text("type"), row.bytes("content"));
    }

    private static Channel channel(Draft draft) {
        return switch (draft) {
            case MailDraft _ -> Channel.MAIL;
            case SignalDraft _ -> Channel.SIGNAL;
            case ChatDraft _ -> Channel.CHAT;
        };
    }

    private static String subject(Draft draft) {
        return switch (draft) {
            case MailDraft mail -> mail.subject();
            case SignalDraft _,ChatDraft _ -> "";
        };
    }

    private static String recipients(Draft draft) {
        return switch (draft) {
            case MailDraft mail -> lines(mail);
            case SignalDraft signal -> signal.to().text();
            case ChatDraft chat -> chat.room().text();
        };
    }

    /// One recipient a line, `to ADDRESS`; an address holds neither spaces nor line ends.
    private static String lines(MailDraft draft) {
        List<String> lines = new ArrayList<>();
        draft.to().forEach(address -> lines.add("to " + address));
        draft.cc().forEach(address -> lines.add("cc " + address));
        draft.bcc().forEach(address -> lines.add("bcc " + address));
        return String.join("\n", lines);
    }

    private static List<Address> field(List<String> lines, String prefix) {
        return lines.stream().filter(line -> line.startsWith(prefix))
                .map(line -> new Address(line.substring(prefix.length()))).toList();
    }
}
