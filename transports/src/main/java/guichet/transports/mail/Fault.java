package guichet.transports.mail;

/// What went wrong with a server, and what it said.
///
/// @param serverWords as they came, at most 500 characters, empty where it said nothing: pass them through Printable
public record Fault(Trouble trouble, String serverWords) {
    private static final int MAX_WORDS = 500;

    public Fault {
        if (serverWords.length() > MAX_WORDS) {
            serverWords = serverWords.substring(0, MAX_WORDS);
        }
    }

    Fault(Trouble trouble) {
        this(trouble, "");
    }

    /// `word`, or `word: server's words`: the form in which it is stored.
    public String stored() {
        return serverWords.isEmpty() ? trouble.word() : trouble.word() + ": " + serverWords;
    }
}
