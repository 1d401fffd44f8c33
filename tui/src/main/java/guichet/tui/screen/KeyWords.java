package guichet.tui.screen;

import guichet.crypto.Certificate;
import guichet.crypto.KeyProblem;
import guichet.inbox.archive.PastKey;
import guichet.keystore.KnownKey;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A key in words: whose it says it is, what people decided, and whether it can be used now.
final class KeyWords {
    private final Shell shell;

    KeyWords(Shell shell) {
        this.shell = shell;
    }

    Line brief(KnownKey known) {
        Optional<KeyProblem> problem = known.certificate().problem(shell.clock().instant());
        Role role = switch (known.trust()) {
            case VERIFIED, ACCEPTED -> problem.isPresent() ? Role.WARNING : Role.SAFE;
            case UNKNOWN -> Role.WARNING;
            case DISTRUSTED -> Role.ERROR;
        };
        String state = shell.texts().of(known.trust())
                + problem.map(each -> " · " + shell.texts().of(each)).orElse("");
        return Line.of(role, Printable.line(state).fit(26)).and(Role.PLAIN, Printable.line(owner(known.certificate())))
                .and(Role.DIM, Printable.line("  " + tail(known.certificate())));
    }

    Line brief(PastKey past) {
        return Line.of(Role.DIM, shell.line("key.old").fit(26))
                .and(Role.PLAIN, Printable.line(owner(past.certificate())))
                .and(Role.DIM, Printable.line("  " + tail(past.certificate())));
    }

    List<Line> whole(PastKey past) {
        Certificate certificate = past.certificate();
        List<Line> lines = new ArrayList<>();
        certificate.userIds().forEach(id -> lines.add(Line.of(Role.STRONG, Printable.line(id))));
        lines.add(Line.of(Role.PLAIN, Printable.line(certificate.fingerprint().spaced())));
        lines.add(shell.line(Role.PLAIN, "key.created", shell.moments().day(certificate.created())));
        lines.add(shell.line(Role.WARNING, "key.old-text", past.caseId()));
        return lines;
    }

    private static String tail(Certificate certificate) {
        String hex = certificate.fingerprint().hex();
        return "…" + hex.substring(hex.length() - 8);
    }

    static String owner(Certificate certificate) {
        return certificate.userIds().isEmpty() ? "?" : certificate.userIds().getFirst();
    }

    List<Line> whole(KnownKey known) {
        Certificate certificate = known.certificate();
        List<Line> lines = new ArrayList<>();
        certificate.userIds().forEach(id -> lines.add(Line.of(Role.STRONG, Printable.line(id))));
        lines.add(Line.of(Role.PLAIN, Printable.line(known.fingerprint().spaced())));
        lines.add(shell.line(Role.PLAIN, "key.created", shell.moments().day(certificate.created())));
        certificate.encryptionEnds()
                .ifPresent(end -> lines.add(shell.line(Role.PLAIN, "key.expires", shell.moments().day(end))));
        certificate.problem(shell.clock().instant())
                .ifPresent(problem -> lines.add(Line.of(Role.WARNING, Printable.line(shell.texts().of(problem)))));
        lines.add(shell.line(Role.STRONG, "key.trust", shell.texts().of(known.trust())));
        known.when().ifPresent(when -> lines.add(shell.line(Role.DIM, "key.decided", shell.moments().day(when),
                known.by().orElse("—"), known.how().orElse("—"))));
        return lines;
    }
}
