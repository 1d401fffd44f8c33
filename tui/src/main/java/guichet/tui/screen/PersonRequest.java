package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.PersonExport;
import guichet.inbox.archive.PersonExport.Wish;
import guichet.inbox.archive.Progress;
import guichet.keystore.Contact;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/// A contact asks about themselves: to see what concerns them, or to have it erased. The decision is noted whatever it is.
final class PersonRequest {
    private final Shell shell;

    PersonRequest(Shell shell) {
        this.shell = shell;
    }

    /// Their cases, and those of them that are archived.
    private record Standing(List<CaseId> cases, List<CaseId> away) {
    }

    @FunctionalInterface
    private interface Answering {
        CaseExport.Outcome with(PersonExport.Request request, PersonExport.Form form, Progress progress)
                throws VaultException;
    }

    void open(Contact contact) {
        PersonExport answer = shell.desk().archive().answer();
        shell.office().read(tx -> new Standing(answer.cases(tx, contact.id()), answer.away(tx, contact.id())),
                now -> Sheet.open(shell, Printable.line(contact.name()),
                        List.of(now.cases().isEmpty()
                                ? shell.line(Role.PLAIN, "request.no-case")
                                : shell.line(Role.PLAIN, "request.cases", words(now.cases())),
                                shell.line(Role.DIM, "request.text")),
                        List.of(new Choice('v', shell.line("request.access"), () -> access(contact, now)),
                                new Choice('e', shell.line("request.erasure"), () -> note(contact, Wish.ERASURE)),
                                new Choice('r', shell.line("request.refused"), () -> note(contact, Wish.ACCESS)),
                                new Choice('n', shell.line("sheet.leave"), () -> {
                                }))));
    }

    private void access(Contact contact, Standing now) {
        if (!now.away().isEmpty()) {
            shell.warn("request.away", words(now.away()));
            return;
        }
        Sheet.open(shell, Border.DASHED, Role.EXPOSED, shell.line("request.title"),
                List.of(shell.line(Role.PLAIN, "request.how")),
                List.of(new Choice('c', shell.line("request.encrypted"),
                        () -> answer(contact, shell.desk().archive().answer()::encrypted)),
                        new Choice('x', shell.line("request.in-clear"), () -> inClear(contact)),
                        new Choice('n', shell.line("sheet.leave"), () -> {
                        })));
    }

    private void inClear(Contact contact) {
        Prompt.open(shell, shell.line("request.in-clear"), shell.line("archive.reason"),
                reason -> answer(contact, (request, form, progress) -> shell.desk().archive().answer()
                        .inClear(request, form, reason, progress)));
    }

    private void answer(Contact contact, Answering answering) {
        Prompt.open(shell, shell.line("request.title"), shell.line("request.decision"),
                decision -> Prompt.open(shell, shell.line("request.title"), shell.line("archive.folder"),
                        typed -> FileReading.path(typed).ifPresentOrElse(folder -> shell.office().make(
                                shell.texts().say("request.writing"),
                                progress -> answering.with(request(contact, Wish.ACCESS, decision),
                                        new PersonExport.Form(folder,
                                                BagLanguage.of(contact.language().orElse(
                                                        shell.texts().lang().locale().getLanguage())),
                                                shell.desk().person().id()),
                                        CaseArchive.seen(progress)),
                                this::told), () -> shell.warn("file.none", typed))));
    }

    private void told(CaseExport.Outcome outcome) {
        switch (outcome) {
            case CaseExport.Outcome.Done done -> shell.tell("request.answered", done.file());
            case CaseExport.Outcome.Refused refused when refused.why() == CaseExport.Why.KEY_NOT_USABLE ->
                shell.warn("request.no-key");
            case CaseExport.Outcome.Refused refused ->
                shell.notices().warn(Printable.line(shell.texts().of(refused.why())));
        }
    }

    private void note(Contact contact, Wish wish) {
        Prompt.open(shell, shell.line("request.title"), shell.line("request.decision"), decision -> shell.office()
                .write(tx -> shell.desk().archive().answer().note(tx, request(contact, wish, decision)),
                        _ -> shell.tell(wish == Wish.ERASURE ? "request.erasure-noted" : "request.noted")));
    }

    private PersonExport.Request request(Contact contact, Wish wish, String decision) {
        return new PersonExport.Request(contact.id(), wish, decision, shell.desk().actor());
    }

    private static String words(List<CaseId> cases) {
        return cases.stream().map(CaseId::value).collect(Collectors.joining(", "));
    }
}
