package guichet.tui.screen;

import guichet.inbox.archive.Bag;
import guichet.inbox.archive.CaseRestore;
import guichet.inbox.archive.CaseRestore.Found;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A sealed archive that was handed back: what it is, and then, if a person says so, its case again. For a key that is in the vault; with the
/// two sheets it is done by `case restore`.
final class CaseReturn {
    private final Shell shell;
    private final Catalog catalog;

    CaseReturn(Shell shell, Catalog catalog) {
        this.shell = shell;
        this.catalog = catalog;
    }

    void ask() {
        Prompt.open(shell, shell.line("return.title"), shell.line("return.question"), typed -> {
            Optional<Path> path = FileReading.path(typed);
            if (path.isEmpty()) {
                shell.warn("file.none", typed);
            } else {
                look(path.get());
            }
        });
    }

    private void look(Path file) {
        shell.office().look(shell.texts().say("return.looking"),
                _ -> {
                    Found found = shell.desk().archive().restore().look(List.of(file), List.of());
                    return new Seen(found, found instanceof Found.Openable openable ? name(openable) : "");
                }, seen -> {
                    switch (seen.found()) {
                        case Found.Refused refused -> refused(refused);
                        case Found.Openable openable -> show(openable, seen.signer());
                    }
                });
    }

    private record Seen(Found found, String signer) {
    }

    /// Who has sealed it: a colleague's name where it is known, and the key in any case.
    private String name(Found.Openable openable) throws VaultException {
        String key = openable.signer().spaced();
        return shell.desk().vault().read(shell.desk().people()::list).stream()
                .filter(person -> person.key().equals(openable.signer())).findFirst()
                .map(person -> person.name() + ", " + key).orElse(key);
    }

    private void show(Found.Openable openable, String signer) {
        Bag.Summary its = openable.summary();
        List<Line> lines = new ArrayList<>(List.of(
                Line.of(Role.STRONG, Printable.line(its.id() + "  " + its.title())),
                shell.line(Role.PLAIN, "return.messages", its.messages(), shell.moments().day(its.opened())),
                shell.line(Role.PLAIN, "return.signed", shell.moments().day(openable.signed()), signer)));
        if (openable.whose() == CaseRestore.Whose.ACCEPTED) {
            lines.add(shell.line(Role.WARNING, "return.accepted"));
        }
        if (!its.contacts().isEmpty()) {
            lines.add(shell.line(Role.PLAIN, "return.people", String.join(", ", its.contacts())));
        }
        if (its.chain() == Bag.Chain.BROKEN) {
            lines.add(shell.line(Role.ERROR, "return.journal-broken"));
        }
        Sheet.open(shell, shell.line("return.title"), lines,
                List.of(new Choice('n', shell.line("return.no"), () -> {
                }), new Choice('r', shell.line("return.yes"), () -> restore(openable))));
    }

    private void restore(Found.Openable openable) {
        shell.office().make(shell.texts().say("return.restoring"), progress -> shell.desk().archive().restore()
                .restore(openable, shell.desk().actor(), CaseArchive.seen(progress)), refused -> {
                    if (refused.isPresent()) {
                        refused(refused.get());
                    } else {
                        shell.tell("return.done", openable.summary().id());
                        shell.desk().channels().keysChanged();
                        catalog.reload();
                        catalog.show(openable.summary().id());
                    }
                });
    }

    private void refused(Found.Refused refused) {
        shell.notices().warn(Printable.line(shell.texts().of(refused.why())));
    }
}
