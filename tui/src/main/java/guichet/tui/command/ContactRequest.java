package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.PersonExport;
import guichet.inbox.gate.Gate;
import guichet.inbox.journal.Via;
import guichet.keystore.Contact;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Answers a person's own request: notes the decision, and writes what concerns them.
@Command(name = "request")
final class ContactRequest implements Action.InVault {
    @Parameters(index = "0", paramLabel = "WHO")
    String who = "";

    @Parameters(index = "1", paramLabel = "access|erasure")
    PersonExport.Wish wish = PersonExport.Wish.ACCESS;

    @Option(names = "--decision", required = true, paramLabel = "TEXT")
    Optional<String> decision = Optional.empty();

    @Option(names = "--to", paramLabel = "DIR")
    Optional<Path> to = Optional.empty();

    @Option(names = "--unencrypted")
    boolean unencrypted;

    @Option(names = "--reason", paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String decided = decision.map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Failure(Exit.USAGE, "request-needs-decision"));
        if (unencrypted && reason.map(String::strip).orElse("").length() < Gate.MIN_REASON) {
            throw new Failure(Exit.USAGE, "export-reason-too-short", Gate.MIN_REASON);
        }
        PersonExport answer = vault.archive().answer();
        Contact contact = Steps.read(vault, tx -> Find.contact(vault, tx, who));
        PersonExport.Request request = new PersonExport.Request(contact.id(), wish, decided,
                vault.actor(Via.COMMAND));
        List<CaseId> cases = vault.vault().read(tx -> answer.cases(tx, contact.id()));
        JsonLine json = new JsonLine().put("contact", Long.toString(contact.id().value()))
                .put("request", wish.name().toLowerCase(Locale.ROOT)).put("decision", decided)
                .strings("cases", cases.stream().map(CaseId::value).toList());
        String named = cases.isEmpty()
                ? out.sentences().tell("request.no-case")
                : cases.stream().map(CaseId::value).collect(Collectors.joining(", "));
        if (to.isEmpty()) {
            long entry = vault.vault().write(tx -> answer.note(tx, request));
            out.answer(json.put("journal", entry), out.sentences().tell(wish == PersonExport.Wish.ACCESS
                    ? "request.of-access"
                    : "request.of-erasure", contact.name(), entry, named));
            return Exit.DONE;
        }
        refuseIfAway(vault, answer, contact);
        PersonExport.Form form = new PersonExport.Form(to.get(),
                BagLanguage.of(contact.language().orElse(out.sentences().lang().locale().getLanguage())),
                vault.person().id());
        return switch (unencrypted
                ? answer.inClear(request, form, reason.orElseThrow(), new BagProgress(out))
                : answer.encrypted(request, form, new BagProgress(out))) {
            case CaseExport.Outcome.Done done -> {
                out.answer(
                        json.put("file", done.file().toString()).put("protection", unencrypted ? "none" : "end-to-end")
                                .put("messages", done.written().messages()).put("journal", done.journalEntry()),
                        out.sentences().tell(unencrypted ? "request.answered-in-clear" : "request.answered",
                                contact.name(), done.file(), done.written().messages()));
                yield Exit.DONE;
            }
            case CaseExport.Outcome.Refused refused when refused.why() == CaseExport.Why.KEY_NOT_USABLE ->
                throw new Failure(Exit.REFUSED, "request-no-key", contact.name());
            case CaseExport.Outcome.Refused refused -> throw CaseExportCommand.failure(refused);
        };
    }

    private static void refuseIfAway(Workspace vault, PersonExport answer, Contact contact)
            throws Failure, VaultException {
        List<CaseId> away = vault.vault().read(tx -> answer.away(tx, contact.id()));
        if (!away.isEmpty()) {
            throw new Failure(Exit.REFUSED, "request-cases-away",
                    away.stream().map(CaseId::value).collect(Collectors.joining(", ")));
        }
    }
}
