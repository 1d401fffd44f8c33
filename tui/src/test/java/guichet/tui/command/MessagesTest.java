package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Channel;
import guichet.inbox.Protection;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.Refusal;
import guichet.inbox.intake.ImportResult;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Setting;
import guichet.keystore.Trust;
import guichet.keystore.vault.Damage;
import guichet.transports.mail.MailUrl;
import guichet.tui.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Sentences ENGLISH = Sentences.in(Lang.EN);
    private static final Sentences FRENCH = Sentences.in(Lang.FR);
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern TOLD = Pattern.compile("\\btell\\(\\s*\"([a-z-]+\\.[a-z.-]+[a-z])\"");
    private static final Pattern FAILED = Pattern
            .compile("(?:new Failure\\(\\s*Exit\\.\\w+,|missing\\()\\s*\"([a-z0-9-]+[a-z0-9])\"");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertEquals(keys(ENGLISH), keys(FRENCH));
    }

    @Test
    void bothLanguagesNameTheSameValues() {
        for (String key : keys(ENGLISH)) {
            assertEquals(places(ENGLISH, key), places(FRENCH, key), key);
        }
    }

    @Test
    void everySentenceThatTheSourcesTellIsThere() throws IOException {
        String sources = sources();
        Set<String> missing = new TreeSet<>();
        TOLD.matcher(sources).results().map(found -> found.group(1)).forEach(missing::add);
        FAILED.matcher(sources).results().map(found -> "error." + found.group(1)).forEach(missing::add);
        assertTrue(missing.size() > 100, "the sources were not found");
        missing.removeAll(keys(ENGLISH));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyFixedWordHasItsSentence() {
        Set<String> wanted = new TreeSet<>();
        add(wanted, "word.kind-", Stream.of(JournalKind.values()).map(JournalKind::word));
        add(wanted, "word.outbox-", Stream.of(OutboxRow.State.values()).map(OutboxRow.State::word));
        add(wanted, "word.channel-", Stream.of(Channel.values()).map(Channel::word));
        add(wanted, "word.encryption-", Stream.of(Protection.Encryption.values()).map(Protection.Encryption::word));
        add(wanted, "word.signature-", Stream.of(Protection.Signature.values()).map(Protection.Signature::word));
        add(wanted, "word.problem-", Stream.of(Protection.Problem.values()).map(Protection.Problem::word));
        add(wanted, "refusal.", Stream.of(Refusal.Why.values()).map(Refusal.Why::word));
        add(wanted, "remedy.", Stream.of(Refusal.Remedy.values()).map(Refusal.Remedy::word));
        add(wanted, "setting.", Stream.of(Setting.values()).map(Setting::key));
        add(wanted, "word.trust-", Stream.of(Trust.values()).map(MessagesTest::word));
        add(wanted, "error.damaged-", Stream.of(Damage.values()).map(MessagesTest::word));
        add(wanted, "error.url-", Stream.of(MailUrl.Why.values()).map(MessagesTest::word));
        add(wanted, "import.", Stream.of(ImportResult.Why.values()).map(MessagesTest::word));
        wanted.removeAll(keys(ENGLISH));
        assertEquals(Set.of(), wanted);
    }

    private static void add(Set<String> wanted, String prefix, Stream<String> words) {
        words.forEach(word -> wanted.add(prefix + word));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> keys(Sentences sentences) {
        return new TreeSet<>(sentences.bundle().keySet());
    }

    private static Set<String> places(Sentences sentences, String key) {
        return PLACE.matcher(sentences.bundle().getString(key)).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files
                .walk(Path.of(System.getProperty("guichet.root"), "tui/src/main/java/guichet/tui/command"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
