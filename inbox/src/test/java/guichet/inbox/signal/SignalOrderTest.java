package guichet.inbox.signal;

import static guichet.inbox.signal.SignalLines.BOB;
import static guichet.inbox.signal.SignalLines.CAROL;
import static guichet.inbox.signal.SignalLines.US;
import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.inbox.Message;
import guichet.inbox.Summary;
import guichet.inbox.cases.MessageFilter;
import guichet.keystore.Setting;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the order in which things come, in whatever batches, twice or once: the vault shows the same in the end.
class SignalOrderTest {
    private static final int ROUNDS = Boolean.getBoolean("guichet.soak") ? 500 : 8;

    @ParameterizedTest
    @ValueSource(strings = {"keep", "erase"})
    void theOrderInWhichThingsComeChangesNothing(String deletions) throws VaultException {
        String expected = null;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            try (SignalDesk desk = new SignalDesk()) {
                desk.set(Setting.SIGNAL_DELETIONS, deletions);
                // Who was met first has no part in it.
                desk.take(SignalLines.says(BOB, desk.now.minusSeconds(99), "avant"),
                        SignalLines.says(CAROL, desk.now.minusSeconds(98), "avant"));
                List<String> lines = new ArrayList<>(story(desk.now));
                if (round > 0) {
                    lines.addAll(story(desk.now).subList(0, random.nextInt(lines.size())));
                    Collections.shuffle(lines, random);
                }
                for (int from = 0; from < lines.size();) {
                    int to = Math.min(lines.size(), from + 1 + random.nextInt(6));
                    String[] batch = lines.subList(from, to).toArray(String[]::new);
                    if (random.nextInt(4) == 0) {
                        desk.takeUnseen(batch);
                    } else {
                        desk.take(batch);
                    }
                    from = to;
                }
                desk.intake.observed(desk.account, desk.observed());
                String shown = shown(desk);
                expected = expected == null ? shown : expected;
                assertEquals(expected, shown, "round " + round);
                if (deletions.equals("erase")) {
                    assertEquals(0, desk.traces("trois bis"), "round " + round);
                }
                assertEquals(List.of(), desk.read(tx -> desk.details.gaps(tx, desk.account, 9)));
            }
        }
    }

    /// Two edits one on the other, a reaction changed and taken back, a deletion of an edited message by the name of its last version, quotes of
    /// an edited and of a deleted message, receipts of what our telephone sent.
    private static List<String> story(Instant t) {
        return List.of(SignalLines.says(BOB, t, "un"), SignalLines.edits(BOB, t.plusSeconds(1), t, "un bis"),
                SignalLines.edits(BOB, t.plusSeconds(2), t.plusSeconds(1), "un ter"),
                SignalLines.reacts(BOB, t.plusSeconds(3), BOB, t, "👍"),
                SignalLines.weSaid(BOB, t.plusSeconds(4), "deux", ""),
                SignalLines.reacts(BOB, t.plusSeconds(5), US, t.plusSeconds(4), "👍"),
                SignalLines.reacts(BOB, t.plusSeconds(6), US, t.plusSeconds(4), "❤"),
                SignalLines.received(BOB, t.plusSeconds(7), "delivery", t.plusSeconds(4)),
                SignalLines.received(BOB, t.plusSeconds(8), "read", t.plusSeconds(4)),
                SignalLines.says(BOB, t.plusSeconds(9), "trois"),
                SignalLines.edits(BOB, t.plusSeconds(10), t.plusSeconds(9), "trois bis"),
                SignalLines.deletes(BOB, t.plusSeconds(11), t.plusSeconds(10)),
                SignalLines.says(BOB, t.plusSeconds(12), "quatre",
                        SignalLines.quoting(BOB, t.plusSeconds(2), "un ter")),
                SignalLines.says(BOB, t.plusSeconds(13), "cinq", SignalLines.quoting(BOB, t.plusSeconds(9), "trois")),
                SignalLines.failed(BOB, t.plusSeconds(14), "ProtocolNoSessionException"),
                SignalLines.says(BOB, t.plusSeconds(14), "six"),
                SignalLines.says(CAROL, t.plusSeconds(15), "sept", SignalLines.inGroup()),
                SignalLines.says(BOB, t.plusSeconds(16), "", SignalLines.reaction(US, t.plusSeconds(4), "❤", true)));
    }

    private static String shown(SignalDesk desk) throws VaultException {
        TreeSet<String> lines = new TreeSet<>();
        for (Summary summary : desk.read(tx -> desk.desk.messages.list(tx, MessageFilter.all(100)))) {
            Message message = desk.show(summary.id());
            SignalDetails details = desk.details(summary.id());
            lines.add(String.join(" | ", details.sent().toString(), summary.direction().word(), message.body(),
                    summary.snippet(), details.kind().name(), details.taken().name(),
                    details.earlier().toString(), details.reactions().stream()
                            .map(reaction -> name(desk, reaction.by()) + reaction.emoji()).toList().toString(),
                    details.receipts().toString(),
                    details.quote().map(quote -> quote.alleged() + quote.message().isPresent()).orElse("-"),
                    summary.protection().orElseThrow().identity().toString()));
        }
        return String.join("\n", lines).replace("1111 ", "").replace("Optional.empty", "-");
    }

    private static String name(SignalDesk desk, SignalIdentityId id) {
        try {
            return desk.read(tx -> desk.identities.find(tx, id)).orElseThrow().profileName();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }
}
