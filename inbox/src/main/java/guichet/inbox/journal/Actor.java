package guichet.inbox.journal;

/// Who acts, by their name in this vault, and by which surface.
public record Actor(String person, Via via) {
    /// What the program does by itself.
    public static final Actor PROGRAM = new Actor("", Via.PROGRAM);
}
