package guichet.inbox.cases;

/// Who put a message where it is. Names are stored: never rename one.
enum FiledBy {
    /** Nobody yet. */
    NOBODY,
    /** The program, on proof. */
    PROOF,
    /** A person, in or out of a case: the program does not decide again. */
    PERSON
}
