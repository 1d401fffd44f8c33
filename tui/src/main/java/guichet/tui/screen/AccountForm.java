package guichet.tui.screen;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.transports.mail.AccountCheck;
import guichet.transports.mail.Fault;
import guichet.transports.mail.MailUrl;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Form;
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.SecretField;
import guichet.tui.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A mailbox being added: asked for field by field, tried at its servers, and kept when they take it or the person says so.
final class AccountForm implements Layer {
    private static final List<String> HELP = List.of("account.help.address", "account.help.imap", "account.help.smtp",
            "account.help.user", "account.help.password", "account.help.ca");

    private final Shell shell;
    private final Field address = new Field();
    private final Field imap = new Field();
    private final Field smtp = new Field();
    private final Field user = new Field();
    private final SecretField password = new SecretField();
    private final Field ca = new Field();
    private final Form form;
    private final FormBox box;
    private final Runnable after;
    private final Office.Deed adding = new Office.Deed();

    private AccountForm(Shell shell, Runnable after) {
        this.shell = shell;
        this.after = after;
        this.form = new Form(List.of(new Form.Item(shell.line("account.address"), address),
                new Form.Item(shell.line("account.imap"), imap), new Form.Item(shell.line("account.smtp"), smtp),
                new Form.Item(shell.line("account.user"), user),
                new Form.Item(shell.line("account.password"), password),
                new Form.Item(shell.line("account.ca"), ca)));
        this.box = new FormBox("account.title", "account.intro", form, HELP);
        address.show(shell.desk().person().address().value());
        user.show(shell.desk().person().address().value());
        form.focus(1);
    }

    static void open(Shell shell) {
        open(shell, () -> {
        });
    }

    /// @param after comes once it is added, or left
    static void open(Shell shell, Runnable after) {
        shell.layers().push(new AccountForm(shell, after));
    }

    @Override
    public void draw(Canvas screen) {
        Canvas inside = box.draw(shell, this, screen);
        Hints.keys(inside, 0, inside.rows() - 1, "Ctrl-S", shell.texts().say("account.try"), "Tab",
                shell.texts().say("compose.next"), shell.texts().say("key.escape"), shell.texts().say("account.later"));
        Hints.notice(shell, screen);
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> close();
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER && form.focused() < form.rows() - 1 ->
                form.focus(form.focused() + 1);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> check();
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> check();
            default -> form.input(input);
        }
    }

    private void close() {
        password.close();
        shell.layers().close(this);
        after.run();
    }

    /// A bare name of a server stands for the protected way to it; without one for sending, the same server sends.
    private static String url(String scheme, String typed) {
        String server = typed.strip();
        return server.isEmpty() || server.contains("://") ? server : scheme + "://" + server;
    }

    private void check() {
        if (adding.isUnderWay()) {
            return;
        }
        String reads = url("imaps", imap.text());
        String sends = url("smtps", smtp.isBlank() && !imap.text().contains("://") ? imap.text() : smtp.text());
        Optional<Address> own = Address.parse(address.text().strip());
        if (own.isEmpty()) {
            wrong(0, shell.line("notice.not-an-address", address.text()));
        } else if (MailUrl.parse(MailUrl.Protocol.IMAP, reads) instanceof MailUrl.Parsed.Bad bad) {
            wrong(1, Printable.line(shell.texts().of(bad.why())));
        } else if (MailUrl.parse(MailUrl.Protocol.SMTP, sends) instanceof MailUrl.Parsed.Bad bad) {
            wrong(2, Printable.line(shell.texts().of(bad.why())));
        } else if (user.isBlank()) {
            wrong(3, shell.line("account.no-user"));
        } else if (password.isEmpty()) {
            wrong(4, shell.line("account.no-password"));
        } else {
            Consumer<Optional<String>> go = pem -> attempt(new NewMailAccount(own.get(), shell.desk().person().name(),
                    reads, sends, user.text().strip(), List.of("INBOX"), pem));
            if (ca.isBlank()) {
                go.accept(Optional.empty());
            } else {
                FileReading.content(shell, ca.text().strip(),
                        raw -> go.accept(Optional.of(new String(raw, StandardCharsets.US_ASCII))));
            }
        }
    }

    private void wrong(int field, Printable why) {
        form.focus(field);
        shell.notices().warn(why);
    }

    private void attempt(NewMailAccount account) {
        Secret secret = secret();
        shell.office().look(shell.texts().say("work.asking-servers"), _ -> {
            try (secret; AccountCheck check = AccountCheck.now(shell.desk().vault(), shell.desk().settings())) {
                return check.check(new MailAccount(new AccountId(0), account.address(), account.name(), account.imap(),
                        account.smtp(), account.user(), account.folders(), account.caPem()), secret);
            }
        }, checked -> {
            if (checked.isFine()) {
                add(account);
            } else {
                troubles(account, checked);
            }
        });
    }

    private void troubles(NewMailAccount account, AccountCheck.Checked checked) {
        List<Line> lines = new ArrayList<>();
        server(lines, "account.reading", checked.imap());
        server(lines, "account.sending", checked.smtp());
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.PLAIN, "account.trouble-text"));
        Sheet.open(shell, Border.HEAVY, Role.ERROR, shell.line("account.trouble-title"), lines,
                List.of(new Choice('n', shell.line("account.correct"), () -> {
                }), new Choice('g', shell.line("account.keep-anyway"), () -> add(account))));
    }

    private void server(List<Line> lines, String label, Optional<Fault> fault) {
        if (fault.isEmpty()) {
            lines.add(Line.of(Role.SAFE, Printable.line("✓ " + shell.texts().say(label))));
            return;
        }
        lines.add(Line.of(Role.EXPOSED, Printable.line("✗ " + shell.texts().say(label))));
        lines.add(Line.of(Role.PLAIN, Printable.line("  " + shell.texts().of(fault.get().trouble()))));
        if (!fault.get().serverWords().isEmpty()) {
            lines.add(shell.line(Role.DIM, "account.words", fault.get().serverWords()));
        }
    }

    private void add(NewMailAccount account) {
        if (adding.isUnderWay()) {
            return;
        }
        Secret secret = secret();
        shell.office().write(adding, tx -> {
            try (secret) {
                AccountId added = shell.desk().accounts().addMail(tx, account, secret);
                shell.desk().journal().append(tx, JournalKind.ACCOUNT_ADDED,
                        Payload.by(shell.desk().actor()).over(Channel.MAIL).saying(account.address().value()));
                return added;
            }
        }, _ -> {
            close();
            shell.desk().channels().hurry();
            shell.tell("account.added", account.address());
            shell.changed().run();
        });
    }

    private Secret secret() {
        char[] typed = password.copy();
        try {
            return Secret.of(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
