package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.archive.Seals;
import guichet.inbox.endings.CaseArchive;
import guichet.inbox.endings.CaseArchive.Archived;
import guichet.inbox.endings.CaseArchive.Returned;
import guichet.inbox.endings.CaseDestruction.Begun;
import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Objection;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Certificate;
import guichet.tui.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The end of a case in one place: how far it has come, and what can be done next. Nothing that can't be taken back happens by one key.
final class EndingSheet {
    private final Shell shell;

    EndingSheet(Shell shell) {
        this.shell = shell;
    }

    /// What is known of a case's end.
    private record Standing(Case its, boolean sealed, Optional<CaseArchive.Stub> archived, Optional<Holds.Hold> hold,
            List<Objection> toArchive, List<Objection> toDestroy) {
    }

    void open(CaseId id) {
        var endings = shell.desk().endings();
        shell.office().read(tx -> {
            Optional<Case> its = shell.desk().cases().find(tx, id);
            return its.isEmpty()
                    ? Optional.<Standing>empty()
                    : Optional.of(new Standing(its.get(), Seals.isDelivered(tx, id),
                            endings.archive().find(tx, id), endings.holds().find(tx, id),
                            endings.archive().objections(tx, id), endings.destruction().objections(tx, id)));
        }, found -> found.ifPresent(this::show));
    }

    private void show(Standing now) {
        List<Line> lines = new ArrayList<>();
        lines.add(now.its().closed().isPresent()
                ? shell.line(Role.PLAIN, "ending.closed", shell.moments().day(now.its().closed().get()))
                : shell.line(Role.PLAIN, "ending.open"));
        lines.add(shell.line(Role.PLAIN, now.sealed() ? "ending.sealed" : "ending.not-sealed"));
        lines.add(now.archived().isPresent()
                ? shell.line(Role.PLAIN, "ending.archived", shell.moments().day(now.archived().get().archived()),
                        now.archived().get().messages())
                : shell.line(Role.PLAIN, "ending.not-archived"));
        now.hold().ifPresent(hold -> lines.add(shell.line(Role.WARNING, "ending.held",
                shell.moments().day(hold.since()), hold.person(), hold.reason())));
        Stream.concat(now.toDestroy().stream(), now.toArchive().stream()).distinct()
                .filter(why -> why == Objection.UNSENT || why == Objection.UNKNOWN || why == Objection.DRAFTS)
                .forEach(why -> lines.add(Line.of(Role.WARNING, Printable.line(shell.texts().of(why)))));
        Sheet.open(shell, Printable.line(shell.texts().say("ending.title", now.its().id())), lines, choices(now));
    }

    private List<Choice> choices(Standing now) {
        CaseId id = now.its().id();
        List<Choice> choices = new ArrayList<>();
        if (now.its().state() == Case.State.OPEN) {
            choices.add(new Choice('c', shell.line("ending.close"), () -> shell.office()
                    .write(tx -> shell.desk().cases().close(tx, id, shell.desk().actor()), _ -> again(id))));
            choices.add(leave());
            return choices;
        }
        if (now.archived().isEmpty()) {
            choices.add(new Choice('z', shell.line("ending.keep"),
                    () -> new guichet.tui.screen.CaseArchive(shell).open(now.its())));
        }
        if (now.toArchive().isEmpty()) {
            choices.add(new Choice('a', shell.line("ending.archive"), () -> archive(id)));
        }
        if (now.archived().isPresent()) {
            choices.add(new Choice('b', shell.line("ending.bring-back"), () -> askWhyBack(id)));
        }
        choices.add(now.hold().isPresent()
                ? new Choice('r', shell.line("ending.release"), () -> shell.office()
                        .write(tx -> shell.desk().endings().holds().release(tx, id, shell.desk().actor()),
                                _ -> again(id)))
                : new Choice('h', shell.line("ending.hold"), () -> askWhyHeld(id)));
        if (now.toDestroy().stream().allMatch(Objection.NOT_SEALED::equals)) {
            choices.add(new Choice('d', shell.line("ending.destroy"), () -> askWhy(id, now.toDestroy().isEmpty())));
        }
        choices.add(leave());
        return choices;
    }

    private Choice leave() {
        return new Choice('n', shell.line("sheet.leave"), () -> {
        });
    }

    private void again(CaseId id) {
        shell.changed().run();
        open(id);
    }

    private void askWhyHeld(CaseId id) {
        Prompt.open(shell, shell.line("ending.hold"), shell.line("ending.why-held"),
                reason -> shell.office().write(tx -> {
                    shell.desk().endings().holds().hold(tx, id, reason, shell.desk().actor());
                    return id;
                }, _ -> again(id)));
    }

    private void askWhyBack(CaseId id) {
        Prompt.open(shell, shell.line("ending.bring-back"), shell.line("ending.why-back"), reason -> shell.office()
                .change(shell.texts().say("ending.bringing-back"),
                        _ -> carried(() -> shell.desk().endings().archive().bringBack(id, reason,
                                shell.desk().actor())),
                        returned -> {
                            switch (returned) {
                                case Returned.Done _ -> shell.tell("ending.is-back", id);
                                case Returned.NotArchived _ -> shell.warn("ending.not-archived");
                                case Returned.Unreadable _ -> shell.warn("ending.unreadable");
                                case Returned.InTheWay _ -> shell.warn("ending.in-the-way");
                            }
                            shell.changed().run();
                        }));
    }

    private void archive(CaseId id) {
        shell.office().change(shell.texts().say("ending.archiving"),
                progress -> carried(() -> shell.desk().endings().archive().archive(id, shell.desk().person().id(),
                        shell.desk().actor(), (_, done, of) -> progress.at(done, of))),
                archived -> {
                    switch (archived) {
                        case Archived.Done _ -> shell.tell("ending.is-archived", id);
                        case Archived.Refused refused ->
                            shell.notices().warn(Printable.line(shell.texts().of(refused.why().getFirst())));
                        case Archived.ChangedMeanwhile _ -> shell.warn("ending.changed-meanwhile");
                        case Archived.NoSuchCase _ -> shell.warn("notice.no-case");
                    }
                    again(id);
                });
    }

    /// Without a sealed archive, why; and then the number of the case, typed.
    private void askWhy(CaseId id, boolean sealed) {
        if (sealed) {
            askNumber(id, Optional.empty());
        } else {
            Prompt.open(shell, shell.line("ending.destroy"), shell.line("ending.why-destroy"),
                    reason -> askNumber(id, Optional.of(reason)));
        }
    }

    private void askNumber(CaseId id, Optional<String> reason) {
        Prompt.open(shell, shell.line("ending.destroy"), shell.line("ending.type-number", id), typed -> {
            if (typed.equals(id.toString())) {
                destroy(id, reason);
            } else {
                shell.warn("ending.not-destroyed");
            }
        });
    }

    private void destroy(CaseId id, Optional<String> reason) {
        var endings = shell.desk().endings();
        shell.office().change(shell.texts().say("ending.destroying"), progress -> {
            Begun begun = endings.destruction().begin(id, reason, shell.desk().actor());
            return switch (begun) {
                case Begun.Decided decided -> Optional.of(endings.carryOn(decided.destruction(),
                        (_, done, of) -> progress.at(done, of)));
                case Begun.Refused _,Begun.NoSuchCase _ -> Optional.<Destruction>empty();
            };
        }, done -> {
            shell.changed().run();
            done.ifPresentOrElse(this::certify, () -> shell.warn("ending.not-destroyed"));
        });
    }

    /// What a destruction has come to, and its certificate.
    void certify(Destruction done) {
        List<Line> lines = new ArrayList<>();
        lines.add(shell.line(Role.STRONG, done.isErased() ? "ending.is-destroyed" : "ending.not-finished",
                done.caseId()));
        lines.add(Line.of(Role.PLAIN, Printable.line(String.join(", ", Certificate.counts(done, shell.texts())))));
        Certificate.mails(done, shell.texts()).forEach(mail -> lines.add(Line.of(
                done.leftOnServers() > 0 ? Role.WARNING : Role.PLAIN, Printable.line(mail))));
        lines.add(shell.line(Role.PLAIN, "ending.beyond"));
        Sheet.open(shell, Border.PLAIN, Role.FRAME_FOCUSED, shell.line("certificate.title"), lines,
                List.of(new Choice('s', shell.line("ending.save"), () -> new CertificateSaver(shell).ask(done)),
                        new Choice('o', shell.line("sheet.close"), () -> {
                        })));
    }

    @FunctionalInterface
    private interface OnDisk<T> {
        T run() throws VaultException, IOException;
    }

    /// The folder beside the database is the vault's disk: its trouble is the vault's.
    private static <T> T carried(OnDisk<T> act) throws VaultException {
        try {
            return act.run();
        } catch (IOException e) {
            throw VaultException.ofDisk(e);
        }
    }
}
