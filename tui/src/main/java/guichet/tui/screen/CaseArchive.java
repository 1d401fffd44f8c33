package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.EngineKey;
import guichet.inbox.archive.Progress;
import guichet.inbox.archive.SealLetter;
import guichet.inbox.archive.Sealing;
import guichet.inbox.archive.Seals;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be made of a case for others to keep: a bag for the archive engine, a sealed archive for the person concerned. Both show their
/// progress, and both can be stopped: then nothing is left of them.
final class CaseArchive {
    private final Shell shell;

    CaseArchive(Shell shell) {
        this.shell = shell;
    }

    void open(Case its) {
        Sheet.open(shell, Printable.line(its.id() + "  " + its.title()),
                List.of(shell.line(Role.PLAIN, "archive.text")),
                List.of(new Choice('e', shell.line("archive.export"), () -> export(its.id())),
                        new Choice('s', shell.line("archive.seal"), () -> ask(its.id())),
                        new Choice('d', shell.line("archive.delivered"), () -> delivered(its.id())),
                        new Choice('n', shell.line("sheet.leave"), () -> {
                        })));
    }

    private void export(CaseId id) {
        shell.office().read(EngineKey::of, engine -> {
            if (engine.isPresent()) {
                Prompt.open(shell, shell.line("archive.export"), shell.line("archive.folder"),
                        typed -> path(typed).ifPresent(folder -> run(
                                progress -> shell.desk().archive().export().encrypted(order(id, folder), engine.get(),
                                        progress))));
            } else {
                Sheet.open(shell, Border.DASHED, Role.EXPOSED, shell.line("archive.no-key-title"),
                        List.of(shell.line(Role.PLAIN, "archive.no-key")),
                        List.of(new Choice('c', shell.line("archive.choose-key"), () -> chooseKey(id)),
                                new Choice('x', shell.line("archive.in-clear"), () -> inClear(id)),
                                new Choice('n', shell.line("sheet.leave"), () -> {
                                })));
            }
        });
    }

    private void chooseKey(CaseId id) {
        Prompt.open(shell, shell.line("archive.choose-key"), shell.line("keys.import-question"),
                typed -> FileReading.content(shell, typed, bytes -> EngineKey.in(bytes).ifPresentOrElse(
                        key -> shell.office().write(tx -> {
                            EngineKey.remember(tx, key, shell.desk().journal(), shell.desk().actor());
                            return true;
                        }, _ -> export(id)), () -> shell.warn("keys.not-a-key"))));
    }

    private void inClear(CaseId id) {
        Prompt.open(shell, shell.line("archive.in-clear"), shell.line("archive.reason"),
                reason -> Prompt.open(shell, shell.line("archive.in-clear"), shell.line("archive.folder"),
                        typed -> path(typed).ifPresent(folder -> run(progress -> shell.desk().archive().export()
                                .inClear(order(id, folder), reason, progress)))));
    }

    @FunctionalInterface
    private interface Exporting {
        CaseExport.Outcome with(Progress progress) throws VaultException;
    }

    private void run(Exporting exporting) {
        shell.office().make(shell.texts().say("archive.exporting"), progress -> exporting.with(seen(progress)),
                outcome -> {
                    switch (outcome) {
                        case CaseExport.Outcome.Done done -> shell.tell("archive.exported", done.file());
                        case CaseExport.Outcome.Refused refused ->
                            shell.notices().warn(Printable.line(shell.texts().of(refused.why())));
                    }
                });
    }

    /// The question comes first, and its answer is recorded whatever it is.
    private void ask(CaseId id) {
        Sheet.open(shell, Border.HEAVY, Role.WARNING, shell.line("archive.danger-title"),
                List.of(shell.line(Role.PLAIN, "archive.danger-text"), Line.BLANK,
                        shell.line(Role.STRONG, "archive.danger-question")),
                List.of(new Choice('n', shell.line("archive.no-danger"),
                        () -> answered(id, Seals.Answer.NO_DANGER)),
                        new Choice('d', shell.line("archive.danger"), () -> answered(id, Seals.Answer.DANGER)),
                        new Choice('p', shell.line("archive.not-asked"), () -> {
                        })));
    }

    private void answered(CaseId id, Seals.Answer answer) {
        shell.office().write(tx -> shell.desk().archive().seals().asked(tx, id, answer, shell.desk().actor()),
                asked -> {
                    switch (answer) {
                        case DANGER -> shell.tell("archive.danger-recorded");
                        case NO_DANGER -> shell.office().read(tx -> CaseBag.hasRoom(tx, id), has -> {
                            if (has) {
                                askAboutRoom(id, asked);
                            } else {
                                askWhere(id, asked, Room.WITHOUT);
                            }
                        });
                    }
                });
    }

    /// Whether what was said in the case's room goes with it.
    private enum Room {
        WITH, WITHOUT
    }

    private void askAboutRoom(CaseId id, long asked) {
        Sheet.open(shell, shell.line("archive.room-title"), List.of(shell.line(Role.PLAIN, "archive.room-text")),
                List.of(new Choice('s', shell.line("archive.room-without"), () -> askWhere(id, asked, Room.WITHOUT)),
                        new Choice('a', shell.line("archive.room-with"), () -> askWhere(id, asked, Room.WITH))));
    }

    private void askWhere(CaseId id, long asked, Room room) {
        Prompt.open(shell, shell.line("archive.seal"), shell.line("archive.file"),
                typed -> path(typed).ifPresent(file -> seal(id, asked, room, file)));
    }

    private void seal(CaseId id, long asked, Room room, Path file) {
        shell.office().make(shell.texts().say("archive.sealing"), progress -> {
            BagLanguage theirs = language(id);
            CaseBag.Form form = new CaseBag.Form(theirs, shell.desk().person().id());
            return new Made(theirs, shell.desk().archive().sealing().toFile(
                    new Sealing.Order(id, room == Room.WITH ? form.withRoom() : form, asked, Long.MAX_VALUE,
                            shell.desk().actor()),
                    file, seen(progress)));
        }, made -> {
            switch (made.outcome()) {
                case Sealing.Outcome.Written written -> letter(made.language(), written);
                case Sealing.Outcome.InParts _ -> throw new IllegalStateException("a file was asked for");
                case Sealing.Outcome.Refused refused ->
                    shell.notices().warn(Printable.line(shell.texts().of(refused.why())));
            }
        });
    }

    private record Made(BagLanguage language, Sealing.Outcome outcome) {
    }

    /// The letter, to be read out or copied by hand: it goes with the file.
    private void letter(BagLanguage language, Sealing.Outcome.Written written) {
        List<Line> lines = new ArrayList<>(
                List.of(shell.line(Role.PLAIN, "archive.sealed", written.files().getFirst()), Line.BLANK));
        for (Printable line : Printable.lines(SealLetter.text(language, written.files().size()))) {
            lines.add(Line.of(Role.PLAIN, line));
        }
        Sheet.open(shell, shell.line("archive.seal"), lines, List.of(new Choice('o', shell.line("archive.ok"), () -> {
        })));
    }

    private void delivered(CaseId id) {
        shell.office().write(tx -> shell.desk().archive().seals().delivered(tx, id, shell.desk().actor()), done -> {
            if (done) {
                shell.tell("archive.delivered-recorded");
            } else {
                shell.warn("archive.none-sealed");
            }
        });
    }

    /// The person's, where the case has one contact and it is known; else the screen's.
    private BagLanguage language(CaseId id) throws VaultException {
        return shell.desk().vault().read(tx -> {
            var contacts = shell.desk().cases().contacts(tx, id);
            Optional<String> known = contacts.size() == 1
                    ? shell.desk().contacts().show(tx, contacts.getFirst()).flatMap(contact -> contact.language())
                    : Optional.empty();
            return BagLanguage.of(known.orElse(shell.texts().lang().locale().getLanguage()));
        });
    }

    private CaseExport.Order order(CaseId id, Path folder) {
        return new CaseExport.Order(id, folder,
                new CaseBag.Form(BagLanguage.of(shell.texts().lang().locale().getLanguage()),
                        shell.desk().person().id()),
                shell.desk().actor());
    }

    private Optional<Path> path(String typed) {
        Optional<Path> path = FileReading.path(typed);
        if (path.isEmpty()) {
            shell.warn("file.none", typed);
        }
        return path;
    }

    static Progress seen(Work.Progress progress) {
        return new Progress() {
            @Override
            public void at(long done, long total) {
                progress.at(done, total);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
