package guichet.inbox.mime;

import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a reply may quote: the one view that is shown, and only where it can't make us an oracle. Somebody who caught an encrypted mail
/// can send it to us again under their own name; a quote in our answer would decrypt it for them.
public final class QuoteForReply {
    private QuoteForReply() {
    }

    /// Whether anything of a message may go back in an answer, its subject too: what came encrypted only to an author whom its
    /// signature proves, and what could not be read whole not at all.
    public static boolean allowedBy(Protection protection) {
        boolean encrypted = protection.encryption() == Protection.Encryption.END_TO_END;
        return !(encrypted && !protection.authorProven()) && !protection.problems().contains(Problem.CANNOT_DECRYPT)
                && !protection.problems().contains(Problem.PARTLY_ENCRYPTED);
    }

    /// The shown text behind quote marks, without the author's signature block (`-- `). Empty where nothing may be quoted.
    ///
    /// @param shownBody  exactly what the reader showed
    /// @param protection the verdict about it
    public static Optional<String> of(String shownBody, Protection protection) {
        if (!allowedBy(protection)) {
            return Optional.empty();
        }
        return Optional.of(shownBody).map(QuoteForReply::withoutSignature).filter(text -> !text.isBlank())
                .map(text -> text.strip().lines().map(QuoteForReply::quoted).collect(Collectors.joining("\n")));
    }

    private static String quoted(String line) {
        return line.startsWith(">") ? ">" + line : line.isEmpty() ? ">" : "> " + line;
    }

    private static String withoutSignature(String text) {
        int start = ("\n" + text).indexOf("\n-- \n");
        return start < 0 ? text : text.substring(0, start);
    }
}
