package guichet.demo;

import guichet.tui.text.Lang;
import guichet.tui.text.Tour;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;

/// What the demo says, in the person's language.
final class DemoTexts {
    private static final int STEPS = 11;

    private final ResourceBundle bundle;

    private DemoTexts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    static DemoTexts in(Lang lang) {
        Locale locale = switch (lang) {
            case FR -> Locale.FRENCH;
            case EN -> Locale.ENGLISH;
        };
        return new DemoTexts(ResourceBundle.getBundle("guichet.demo.Demo", locale));
    }

    String say(String key) {
        return bundle.getString(key);
    }

    /// Scenes 1 and 2 of what the program is for: reading what is new, and answering without letting anything out by accident.
    Tour tour() {
        List<String> steps = IntStream.rangeClosed(1, STEPS).mapToObj(n -> say("tour." + n)).toList();
        return new Tour(say("tour.label"), say("tour.hint"), steps);
    }
}
