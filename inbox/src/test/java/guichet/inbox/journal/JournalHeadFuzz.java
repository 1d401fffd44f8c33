package guichet.inbox.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Any text as a head of the journal that was kept elsewhere.
class JournalHeadFuzz {
    @FuzzTest(maxDuration = "30m")
    void parses(byte[] raw) {
        Optional<JournalHead> head = JournalHead.parse(new String(raw, StandardCharsets.UTF_8));
        if (head.isPresent() && !JournalHead.parse(head.get().line()).equals(head)) {
            throw new AssertionError("it is not what it is written as");
        }
    }
}
