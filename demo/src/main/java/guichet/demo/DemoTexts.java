package guichet.demo;

import guichet.tui.text.Lang;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the demo says, in the person's language.
final class DemoTexts {
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
}
