package guichet.inbox.archive;

import guichet.crypto.CryptoException;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.ChainedEntry;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalHead;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The journal's entries of a case in its bag: each with its hashes, salt and the hash before it, so that it proves itself; and the chain's
/// head, signed. Other cases' entries are not there: the vault that the bag comes from shows the links between.
final class JournalPart {
    static final String ENTRIES = "journal/entries.json";
    static final String HEAD = "journal/head.txt";
    static final String SIGNATURE = "journal/head.txt.asc";

    private JournalPart() {
    }

    /// Those of the case's earlier lives too, which came back with it; of one that stands in both, the one that still says something.
    static List<ChainedEntry> ofCase(Tx tx, CaseId id) throws VaultException {
        Map<String, ChainedEntry> all = new LinkedHashMap<>();
        for (ChainedEntry entry : PastJournal.of(tx, id)) {
            all.put(hex(entry.hash()), entry);
        }
        for (ChainedEntry entry : ChainedEntry.ofCase(tx, id)) {
            if (entry.payload().isPresent() || !all.containsKey(hex(entry.hash()))) {
                all.put(hex(entry.hash()), entry);
            }
        }
        return all.values().stream().sorted(Comparator.comparing(ChainedEntry::time).thenComparingLong(ChainedEntry::n))
                .toList();
    }

    static void write(List<ChainedEntry> entries, JournalHead head, SecretKey signer, Instant now, ManifestedBag bag)
            throws VaultException, IOException {
        bag.payload(ENTRIES,
                new JsonMap().objects("entries", entries.stream().map(JournalPart::json).toList()).pretty());
        byte[] line = head.line().getBytes(StandardCharsets.US_ASCII);
        bag.payload(HEAD, line);
        try {
            bag.payload(SIGNATURE, new OpenPgp().signDetached(line, signer, now));
        } catch (CryptoException e) {
            throw new IOException("the journal's head can't be signed", e);
        }
    }

    static List<ChainedEntry> read(byte[] json) throws BadBag {
        List<ChainedEntry> entries = new ArrayList<>();
        try {
            for (JsonMap each : JsonMap.read(json).objects("entries")) {
                entries.add(entry(each));
            }
        } catch (IllegalArgumentException e) {
            throw JsonMap.bad();
        }
        return entries;
    }

    static JsonMap json(ChainedEntry entry) {
        JsonMap json = new JsonMap().put("n", entry.n()).put("time", entry.time()).put("kind", entry.kind())
                .put("previous", hex(entry.previous())).put("payloadHash", hex(entry.payloadHash()))
                .put("hash", hex(entry.hash())).putText("salt", entry.salt().map(JournalPart::hex));
        entry.payload().ifPresent(said -> json.put("person", said.actor().person())
                .put("via", said.actor().via().name()).putText("case", said.caseId().map(CaseId::value))
                .putText("reason", said.reason()).putText("channel", said.channel().map(Enum::name))
                .strings("recipients", said.recipients()).putText("digest", said.digest())
                .putText("detail", said.detail()));
        return json;
    }

    static ChainedEntry entry(JsonMap json) throws BadBag {
        Optional<byte[]> salt = json.textOrNone("salt").map(HexFormat.of()::parseHex);
        return new ChainedEntry(json.number("n"), json.time("time"), json.text("kind"), bytes(json, "previous"),
                bytes(json, "payloadHash"), bytes(json, "hash"), salt,
                salt.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Payload(new Actor(json.text("person"), Via.valueOf(json.text("via"))),
                                json.textOrNone("case").map(CaseId::new), json.textOrNone("reason"),
                                json.textOrNone("channel").map(Channel::valueOf), json.strings("recipients"),
                                json.textOrNone("digest"), json.textOrNone("detail"))));
    }

    private static byte[] bytes(JsonMap json, String name) throws BadBag {
        return HexFormat.of().parseHex(json.text(name));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
