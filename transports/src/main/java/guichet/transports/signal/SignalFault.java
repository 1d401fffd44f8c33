package guichet.transports.signal;

/// What went wrong.
///
/// @param detail something to find it by, like the program's name or its exit code; never what signal-cli said, which may name people
public record SignalFault(SignalTrouble trouble, String detail) {
    SignalFault(SignalTrouble trouble) {
        this(trouble, "");
    }

    /// `word`, or `word: detail`: the form in which it is stored.
    public String stored() {
        return detail.isEmpty() ? trouble.word() : trouble.word() + ": " + detail;
    }
}
