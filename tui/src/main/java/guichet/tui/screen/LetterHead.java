package guichet.tui.screen;

import guichet.keystore.Address;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.CompletedField;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Widget;
import guichet.tui.screen.widget.Widget.Focus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// For whom a letter is, and its subject: the fields above the text, one a row. Addresses are completed from the contacts.
final class LetterHead {
    private static final int LABELS = 9;

    private final Shell shell;
    private final CompletedField to;
    private final CompletedField cc;
    private final CompletedField bcc;
    private final Field subject = new Field();
    private final List<Part> parts;

    private record Part(String label, Widget widget) {
    }

    LetterHead(Shell shell, Recipients recipients, Letter letter) {
        this.shell = shell;
        this.to = new CompletedField(recipients::suggest);
        this.cc = new CompletedField(recipients::suggest);
        this.bcc = new CompletedField(recipients::suggest);
        this.parts = List.of(new Part("read.to", to), new Part("read.cc", cc), new Part("compose.bcc", bcc),
                new Part("read.subject", subject));
        to.show(joined(letter.to()));
        cc.show(joined(letter.cc()));
        bcc.show(joined(letter.bcc()));
        subject.show(letter.subject());
    }

    int rows() {
        return parts.size();
    }

    Widget widget(int row) {
        return parts.get(row).widget;
    }

    /// @param focused the row with the cursor; none where there is no such row
    /// @return how many rows it took
    int draw(Canvas page, int focused) {
        for (int y = 0; y < parts.size(); y++) {
            page.put(0, y, shell.line(parts.get(y).label).fit(LABELS), Role.DIM);
            parts.get(y).widget.draw(page.part(LABELS, y, page.columns() - LABELS, 1),
                    focused == y ? Focus.HERE : Focus.ELSEWHERE);
        }
        return parts.size();
    }

    /// There is more to complete from than when somebody began to type.
    void suggestAgain(int focused) {
        if (focused < parts.size() && parts.get(focused).widget instanceof CompletedField field) {
            field.suggestAgain();
        }
    }

    boolean isCompleting() {
        return completing().isPresent();
    }

    void drawSuggestions(Canvas page, int focused) {
        completing().ifPresent(field -> field.drawSuggestions(page, LABELS, focused));
    }

    private Optional<CompletedField> completing() {
        return Stream.of(to, cc, bcc).filter(CompletedField::isSuggesting).findFirst();
    }

    /// Every recipient as it was typed, an address or not.
    List<String> typed() {
        return Stream.of(to, cc, bcc).flatMap(field -> field.values().stream()).distinct().toList();
    }

    List<Address> to() {
        return addresses(to);
    }

    List<Address> cc() {
        return addresses(cc);
    }

    List<Address> bcc() {
        return addresses(bcc);
    }

    String subject() {
        return subject.text();
    }

    void remove(Address recipient) {
        for (CompletedField field : List.of(to, cc, bcc)) {
            field.show(joined(addresses(field).stream().filter(address -> !address.equals(recipient)).toList()));
        }
    }

    private static List<Address> addresses(CompletedField field) {
        return field.values().stream().flatMap(typed -> Address.parse(typed).stream()).distinct().toList();
    }

    private static String joined(List<Address> addresses) {
        return String.join(", ", addresses.stream().map(Address::value).toList());
    }
}
