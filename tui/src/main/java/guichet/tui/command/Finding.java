package guichet.tui.command;

import guichet.transports.mail.Trouble;
import guichet.transports.signal.SignalTrouble;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What one probe found.
///
/// @param check  which probe, a fixed word
/// @param detail a fixed word that says what was found; its sentence stands in the bundle
/// @param values what the sentence names
record Finding(String check, State state, String detail, List<String> values) {
    /// As Nagios counts them.
    enum State {
        OK, WARNING, CRITICAL, UNKNOWN
    }

    Finding {
        values = List.copyOf(values);
    }

    static Finding ok(String check) {
        return new Finding(check, State.OK, "well", List.of());
    }

    static State worst(List<Finding> findings) {
        return Stream.of(State.CRITICAL, State.WARNING, State.UNKNOWN)
                .filter(state -> findings.stream().anyMatch(finding -> finding.state() == state)).findFirst()
                .orElse(State.OK);
    }

    boolean isDamage() {
        return detail.equals("altered");
    }

    JsonLine json() {
        return new JsonLine().put("check", check).put("state", state.name().toLowerCase(Locale.ROOT))
                .put("detail", detail).strings("values", values);
    }

    String text(Sentences sentences) {
        return sentences.tell("doctor." + check + "." + detail,
                values.stream().map(value -> told(value, sentences)).toArray());
    }

    private boolean isTrouble(String value) {
        return check.equals("channels") && (Trouble.in(value).isPresent() || SignalTrouble.in(value).isPresent());
    }

    /// A channel's trouble as the sentence that stands for it; anything else as it is.
    private String told(String value, Sentences sentences) {
        return isTrouble(value) ? Troubles.sentence(value, sentences) : value;
    }
}
