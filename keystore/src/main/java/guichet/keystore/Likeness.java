package guichet.keystore;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/// What an address looks like to a hurried eye: two with the same likeness are easily taken for each other (`examp1e.org`, `exarnple.org`, a Cyrillic
/// `а`). After Unicode's confusables (UTS 39, section 4), with the letters that matter in addresses and no more. It decides nothing by itself.
public final class Likeness {
    private static final Map<Integer, String> LETTERS = letters(
            "аa ɑa αa ӓa еe ёe єe ҽe оo οo օo σo рp ρp сc ϲc ԁd ɡg ցg һh հh іl їl ıl ιl ӏl ⅼl јj κk кk мm ոn пn ѕs ցg тt τt υu սu νv ѵv ԝw ѡw хx χx уy γy ԛq ьb вb ßb нh");

    private Likeness() {
    }

    public static String of(Address address) {
        String local = address.value().substring(0, address.value().lastIndexOf('@'));
        return likeness(local) + "@" + ofDomain(address.domain());
    }

    /// @param domain in its ASCII form, as an [Address] has it
    public static String ofDomain(String domain) {
        return likeness(IDN.toUnicode(domain));
    }

    private static String likeness(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).codePoints()
                .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK
                        && Character.getType(letter) != Character.FORMAT)
                .forEach(letter -> seen.append(LETTERS.getOrDefault(letter, Character.toString(letter))));
        return seen.toString().replace('0', 'o').replace('1', 'l').replace('i', 'l').replace('5', 's')
                .replace("rn", "m").replace("vv", "w").replace("cl", "d");
    }

    private static Map<Integer, String> letters(String pairs) {
        Map<Integer, String> all = new java.util.HashMap<>();
        for (String pair : pairs.split(" ", -1)) {
            all.put(pair.codePointAt(0), pair.substring(1));
        }
        return Map.copyOf(all);
    }
}
