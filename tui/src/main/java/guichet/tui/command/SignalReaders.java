package guichet.tui.command;

import guichet.crypto.Digests;
import guichet.inbox.journal.Via;
import guichet.inbox.signal.SignalMessages.Reader;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Who reads a group, and that somebody has seen it. The code names the list that was looked at, so that another one that turns up meanwhile is not
/// taken for it.
@Command(name = "readers")
final class SignalReaders implements Action.InVault {
    private static final int CODE_BYTES = 4;

    @Parameters(paramLabel = "GROUP")
    String who = "";

    @Option(names = "--looked-at", paramLabel = "CODE")
    Optional<String> lookedAt = Optional.empty();

    private record Somebody(Reader reader, Optional<SignalIdentity> known, String name) {
        Optional<SignalRecipient> recipient() {
            return known.flatMap(SignalIdentity::recipient);
        }

        String trust() {
            return known.map(who -> who.trust().word()).orElse("unknown");
        }
    }

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (!(SignalRecipient.parseBare(who).orElse(null) instanceof SignalRecipient.Group group)) {
            throw new Failure(Exit.USAGE, "no-group", who);
        }
        List<Somebody> readers = Steps.write(vault, tx -> {
            List<Somebody> now = readers(vault, tx, group);
            if (now.isEmpty()) {
                throw new Failure(Exit.NOT_FOUND, "no-such-group", who);
            }
            if (lookedAt.isPresent()) {
                if (!lookedAt.get().strip().equals(code(now))) {
                    throw new Failure(Exit.REFUSED, "other-readers", who);
                }
                vault.signal().decisions().lookedAt(tx, group,
                        now.stream().map(each -> each.reader().id()).collect(Collectors.toSet()),
                        vault.actor(Via.COMMAND));
            }
            return readers(vault, tx, group);
        });
        out.content(json(group, readers), text(vault, group, readers, out.sentences()));
        return Exit.DONE;
    }

    private static List<Somebody> readers(Workspace vault, Tx tx, SignalRecipient.Group group) throws VaultException {
        List<Somebody> readers = new ArrayList<>();
        for (Reader reader : vault.signal().messages().readers(tx, group)) {
            Optional<SignalIdentity> known = vault.signal().identities().find(tx, reader.id());
            Optional<SignalRecipient> shown = known.flatMap(SignalIdentity::shown);
            readers.add(new Somebody(reader, known,
                    shown.isPresent() ? vault.signal().names().of(tx, shown.get()) : "?"));
        }
        return readers;
    }

    private static String code(List<Somebody> readers) {
        String all = readers.stream().map(each -> each.reader().id()).map(SignalIdentityId::value).sorted()
                .map(String::valueOf).collect(Collectors.joining(" "));
        byte[] digest = Digests.sha256(all.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest, 0, CODE_BYTES);
    }

    private static JsonLine json(SignalRecipient.Group group, List<Somebody> readers) {
        return new JsonLine().put("group", group.text()).put("code", code(readers))
                .flag("lookedAt", readers.stream().allMatch(each -> each.reader().lookedAt()))
                .objects("readers", readers.stream().map(each -> new JsonLine()
                        .put("recipient", each.recipient().map(SignalRecipient::text)).put("name", each.name())
                        .put("trust", each.trust()).flag("hasSpoken", each.reader().hasSpoken())
                        .flag("lookedAt", each.reader().lookedAt())).toList());
    }

    private static String text(Workspace vault, SignalRecipient.Group group, List<Somebody> readers,
            Sentences sentences) throws VaultException {
        String name = vault.vault().read(tx -> vault.signal().names().of(tx, group));
        StringBuilder text = new StringBuilder(
                sentences.tell("signal.readers", Sentences.safe(name), readers.size()));
        for (Somebody each : readers) {
            text.append("\n    ").append(Sentences.safe(each.name())).append("  ")
                    .append(sentences.word("identity-" + each.trust()));
            if (!each.reader().lookedAt()) {
                text.append(" · ").append(sentences.tell("signal.reader-new"));
            }
        }
        boolean all = readers.stream().allMatch(each -> each.reader().lookedAt());
        return text.append('\n').append(all
                ? sentences.tell("signal.readers-looked-at")
                : sentences.tell("signal.readers-look", group.bare(), code(readers))).toString();
    }
}
