package guichet.inbox.archive;

/// The short letter that goes with a sealed archive, in the language of the person who keeps it. It names no case.
public final class SealLetter {
    private SealLetter() {
    }

    public static String subject(BagLanguage language, int part, int parts) {
        return parts == 1
                ? language.say("letter.subject")
                : language.say("letter.subject") + " (" + part + "/" + parts + ")";
    }

    public static String text(BagLanguage language, int parts) {
        String all = language.say("letter.text");
        return parts == 1 ? all : all + "\n" + language.say("letter.parts", Integer.toString(parts));
    }
}
