package guichet.inbox.archive;

import java.io.IOException;
import java.io.Serial;

/// What should be a bag with a case in it is none, or is not whole. Carries no content.
public final class BadBag extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Why {
        /** It is no tar with a bag in it, or not one of a case. */
        NOT_A_BAG,
        /** A file is missing, altered, or there without standing in the manifest. */
        ALTERED,
        /** Made by a newer version of this program. */
        TOO_NEW
    }

    private final Why why;

    BadBag(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
