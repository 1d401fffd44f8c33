package guichet.tui.screen;

import guichet.crypto.Secret;
import guichet.keystore.Address;
import guichet.keystore.vault.RecoveryKey;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Form;
import guichet.tui.screen.widget.SecretField;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Lang;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The first start, step by step: the language, who works here, the passphrase, and the recovery key, which is shown this once and has to
/// be on paper before it goes. UI thread only.
final class FirstStart {
    /// The shortest passphrase taken here, in characters.
    static final int SHORTEST = 12;
    private static final int COLUMNS = 70;
    private static final int GROUP = 4;

    private final Foundation foundation;
    private final Work work;
    private final Done done;
    private final Field name = new Field();
    private final Field address = new Field();
    private final SecretField passphrase = new SecretField();
    private final SecretField again = new SecretField();
    private final Field lastGroup = new Field();
    private Texts texts;
    private Form form;
    private Step step = Step.LANGUAGE;
    private Printable message = Printable.EMPTY;
    private String recovery = "";

    private enum Step {
        LANGUAGE, PERSON, PASSPHRASE,
        /** The vault is being made. */
        MAKING, RECOVERY
    }

    /// Takes what was chosen, and closes the passphrase.
    @FunctionalInterface
    interface Done {
        void with(Secret passphrase, Lang lang);
    }

    FirstStart(Foundation foundation, Lang lang, Work work, Done done) {
        this.foundation = foundation;
        this.work = work;
        this.done = done;
        this.texts = Texts.in(lang);
        this.form = new Form(List.of(new Form.Item(Printable.EMPTY, name)));
    }

    private void enter(Step next) {
        step = next;
        message = Printable.EMPTY;
        switch (next) {
            case LANGUAGE, MAKING -> {
            }
            case PERSON -> form = new Form(List.of(new Form.Item(texts.line("first.name"), name),
                    new Form.Item(texts.line("first.address"), address)));
            case PASSPHRASE -> form = new Form(List.of(new Form.Item(texts.line("first.passphrase"), passphrase),
                    new Form.Item(texts.line("first.again"), again)));
            case RECOVERY -> form = new Form(List.of(new Form.Item(texts.line("first.last-group"), lastGroup)));
        }
    }

    void draw(Canvas screen) {
        int columns = Math.min(COLUMNS, screen.columns() - 4);
        List<Printable> told = new ArrayList<>();
        for (String key : text()) {
            if (!told.isEmpty()) {
                told.add(Printable.EMPTY);
            }
            told.addAll(texts.line(key, SHORTEST).wrap(columns));
        }
        int shown = step == Step.RECOVERY ? 2 : 0;
        int fields = hasForm() ? form.rows() + 1 : 0;
        Canvas inside = new Box(Border.DOUBLE, Role.FRAME_FOCUSED, texts.line("first.title")).centred(screen, columns,
                Math.min(screen.rows() - 2, told.size() + shown + fields + 4));
        int y = 0;
        for (Printable line : told) {
            inside.put(0, y++, line, Role.PLAIN);
        }
        if (step == Step.RECOVERY) {
            inside.put(2, ++y, Printable.line(recovery), Role.STRONG);
            y++;
        }
        if (hasForm()) {
            form.draw(inside.part(0, y + 1, inside.columns(), form.rows()), Focus.HERE);
            y += form.rows() + 1;
        }
        inside.put(0, inside.rows() - 2, message.cut(inside.columns()), Role.WARNING);
        hints(inside);
    }

    private boolean hasForm() {
        return step != Step.LANGUAGE && step != Step.MAKING;
    }

    private List<String> text() {
        return switch (step) {
            case LANGUAGE -> List.of("first.welcome", "first.steps");
            case PERSON -> List.of("first.person-text");
            case PASSPHRASE -> List.of("first.passphrase-text", "first.passphrase-how");
            case MAKING -> List.of("first.making");
            case RECOVERY -> List.of("first.recovery-text", "first.recovery-paper");
        };
    }

    private void hints(Canvas inside) {
        int y = inside.rows() - 1;
        String enter = texts.say("key.enter");
        switch (step) {
            case LANGUAGE -> Hints.keys(inside, 0, y, "f", "français", "e", "English", enter, texts.say("first.go-on"),
                    "Ctrl-C", texts.say("quit.yes"));
            case PERSON, PASSPHRASE -> Hints.keys(inside, 0, y, enter, texts.say("first.go-on"), "Tab",
                    texts.say("compose.next"), texts.say("key.escape"), texts.say("first.step-back"));
            case RECOVERY -> Hints.keys(inside, 0, y, enter, texts.say("first.written"));
            case MAKING -> {
            }
        }
    }

    void input(Input input) {
        boolean enter = input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ENTER;
        boolean escape = input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ESCAPE;
        switch (step) {
            case LANGUAGE -> language(input);
            case MAKING -> {
            }
            case PERSON, PASSPHRASE, RECOVERY -> {
                if (escape && step != Step.RECOVERY) {
                    enter(step == Step.PERSON ? Step.LANGUAGE : Step.PERSON);
                } else if (enter && form.focused() < form.rows() - 1) {
                    form.focus(form.focused() + 1);
                } else if (enter) {
                    next();
                } else {
                    form.input(input);
                }
            }
        }
    }

    private void language(Input input) {
        switch (input) {
            case Input.Pressed(Key.Typed(String typed)) when typed.equalsIgnoreCase("f") -> texts = Texts.in(Lang.FR);
            case Input.Pressed(Key.Typed(String typed)) when typed.equalsIgnoreCase("e") -> texts = Texts.in(Lang.EN);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> enter(Step.PERSON);
            default -> {
            }
        }
    }

    private void next() {
        switch (step) {
            case PERSON -> person();
            case PASSPHRASE -> passphrase();
            case RECOVERY -> written();
            case LANGUAGE, MAKING -> {
            }
        }
    }

    private void person() {
        if (name.isBlank()) {
            wrong(0, "first.no-name");
        } else if (Address.parse(address.text().strip()).isEmpty()) {
            wrong(1, "first.no-address");
        } else {
            enter(Step.PASSPHRASE);
        }
    }

    private void passphrase() {
        char[] one = passphrase.copy();
        char[] two = again.copy();
        try {
            if (Character.codePointCount(one, 0, one.length) < SHORTEST) {
                wrong(0, "first.short");
            } else if (!isSame(one, two)) {
                again.close();
                wrong(1, "first.differ");
            } else {
                make(one);
            }
        } finally {
            Arrays.fill(one, '\0');
            Arrays.fill(two, '\0');
        }
    }

    private static boolean isSame(char[] one, char[] two) {
        try (Secret a = Secret.of(one); Secret b = Secret.of(two)) {
            byte[] left = a.bytes();
            byte[] right = b.bytes();
            boolean same = MessageDigest.isEqual(left, right);
            Arrays.fill(left, (byte) 0);
            Arrays.fill(right, (byte) 0);
            return same;
        }
    }

    private void wrong(int field, String why) {
        form.focus(field);
        message = texts.line(why, SHORTEST);
    }

    private void make(char[] chosen) {
        Secret secret = Secret.of(chosen);
        String who = name.text().strip();
        Address where = Address.parse(address.text().strip()).orElseThrow();
        enter(Step.MAKING);
        work.start(texts.say("first.making"), Work.Ending.TO_THE_END, _ -> {
            try (secret) {
                return foundation.found(who, where, secret);
            }
        }, outcome -> {
            switch (outcome) {
                case Foundation.Outcome.Made made -> show(made.recovery());
                case Foundation.Outcome.Refused refused -> {
                    enter(Step.PERSON);
                    message = Printable.line(texts.of(refused.why()));
                }
            }
        }, failure -> message = Printable.line(failure.sentence()));
    }

    /// It becomes a string here, which can't be wiped: it is meant to be read.
    private void show(RecoveryKey key) {
        try (key) {
            char[] text = key.text();
            recovery = new String(text);
            Arrays.fill(text, '\0');
        }
        enter(Step.RECOVERY);
    }

    private void written() {
        String last = recovery.substring(recovery.length() - GROUP);
        if (!lastGroup.text().strip().equalsIgnoreCase(last)) {
            wrong(0, "first.not-the-group");
            return;
        }
        char[] chosen = passphrase.copy();
        Secret secret = Secret.of(chosen);
        Arrays.fill(chosen, '\0');
        forget();
        done.with(secret, texts.lang());
    }

    /// Forgets what was typed and shown.
    void forget() {
        passphrase.close();
        again.close();
        recovery = "";
    }
}
