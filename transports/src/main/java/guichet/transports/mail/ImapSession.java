package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A session with an IMAP server that reads and changes nothing: folders are opened by EXAMINE, messages fetched by PEEK.
///
/// One thread; its [Cutoff] ends it from any other. After a [LinkException] it can only be closed.
final class ImapSession implements AutoCloseable {
    /// At most so many messages are listed at once; what lies above them is listed next time.
    private static final int MAX_LISTED = 200_000;

    private final Wire wire;
    private final ImapLine line;
    private final Set<String> capabilities;

    private ImapSession(Wire wire, ImapLine line, Set<String> capabilities) {
        this.wire = wire;
        this.line = line;
        this.capabilities = capabilities;
    }

    static ImapSession open(MailUrl url, Tls tls, Login login, Patience patience, Cutoff cutoff) throws LinkException {
        Wire wire = Wire.open(url, tls, patience, cutoff);
        boolean ready = false;
        try {
            ImapLine line = new ImapLine(wire, patience);
            ImapSession session = new ImapSession(wire, line, ImapLogin.perform(line, url.security(), login));
            ready = true;
            return session;
        } finally {
            if (!ready) {
                wire.close();
            }
        }
    }

    boolean canIdle() {
        return capabilities.contains("IDLE");
    }

    /// Opens a folder for reading.
    ///
    /// @return its UIDVALIDITY
    long examine(String folder) throws LinkException {
        long[] validity = {-1};
        ImapResponse tagged = line.run("EXAMINE " + MailboxName.quoted(folder), 0, response -> {
            if (response.code("UIDVALIDITY") > 0) {
                validity[0] = response.code("UIDVALIDITY");
            }
        });
        if (!tagged.status().equals("OK")) {
            throw new LinkException(Trouble.NO_SUCH_FOLDER, folder + ": " + tagged.words());
        }
        if (validity[0] < 0) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        return validity[0];
    }

    /// The open folder's messages whose UID is above one, by UID ascending, with their sizes in bytes as the server says.
    SortedMap<Long, Long> listAbove(long uid) throws LinkException {
        return list((uid + 1) + ":*", uid);
    }

    /// Those of the given messages that the open folder still has, with their sizes.
    SortedMap<Long, Long> list(Collection<Long> uids) throws LinkException {
        return list(UidSet.of(uids), 0);
    }

    /// The bytes of messages of the open folder, as far as the server gives them. What was not asked for is dropped.
    ///
    /// @param mostBytes of all of them together; where the server sends more, [Trouble#MESSAGE_TOO_LARGE]
    Map<Long, byte[]> fetch(Collection<Long> uids, int mostBytes) throws LinkException {
        Map<Long, byte[]> fetched = new HashMap<>();
        long[] left = {mostBytes};
        ImapResponse tagged = line.run("UID FETCH " + UidSet.of(uids) + " (UID BODY.PEEK[])", mostBytes, response -> {
            for (byte[] literal : response.literals()) {
                left[0] -= literal.length;
            }
            if (left[0] < 0) {
                throw new LinkException(Trouble.MESSAGE_TOO_LARGE);
            }
            FetchItems.in(response).ifPresent(items -> items.body().filter(_ -> uids.contains(items.uid()))
                    .ifPresent(body -> fetched.putIfAbsent(items.uid(), body)));
        });
        // NO says that some could not be given; those that came are good all the same.
        if (tagged.status().equals("BAD")) {
            throw new LinkException(Trouble.BAD_ANSWER, tagged.words());
        }
        return fetched;
    }

    /// Waits for the server to speak of new messages in the open folder (IDLE, RFC 2177), and makes sure that it is still there.
    ///
    /// @return whether it spoke of new messages
    boolean idle(Duration atMost) throws LinkException {
        String tag = line.begin("IDLE");
        ImapResponse answer;
        do {
            answer = line.next(0);
        } while (!answer.isContinuation() && !answer.isTagged(tag));
        if (answer.isTagged(tag)) {
            throw new LinkException(Trouble.BAD_ANSWER, answer.words());
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean news = line.news();
        for (long left = atMost.toNanos(); !news && left > 0
                && wire.await(Duration.ofNanos(left)); left = deadline - System.nanoTime()) {
            line.next(0);
            news = line.news();
        }
        wire.write("DONE\r\n".getBytes(StandardCharsets.US_ASCII));
        line.finish(tag, 0, _ -> {
        }, () -> {
        });
        // Asked even where there was news: it clears what was heard.
        boolean late = line.news();
        return news || late;
    }

    /// Asks for news where the server can't idle, and makes sure that it is still there.
    boolean noop() throws LinkException {
        line.run("NOOP", 0, _ -> {
        });
        return line.news();
    }

    /// Forgets what was said of new messages: what follows lists them anyway.
    void forgetNews() {
        line.news();
    }

    void logout() {
        try {
            line.begin("LOGOUT");
        } catch (LinkException _) {
            // Everything that matters has been said before.
        }
        close();
    }

    @Override
    public void close() {
        wire.close();
    }

    private SortedMap<Long, Long> list(String set, long above) throws LinkException {
        TreeMap<Long, Long> sizes = new TreeMap<>();
        ImapResponse tagged = line.run("UID FETCH " + set + " (UID RFC822.SIZE)", 0, response -> {
            var items = FetchItems.in(response);
            // `n:*` names the last message even where its UID is below n.
            if (items.isPresent() && items.get().uid() > above && items.get().size() >= 0) {
                sizes.putIfAbsent(items.get().uid(), items.get().size());
                if (sizes.size() > MAX_LISTED) {
                    sizes.pollLastEntry();
                }
            }
        });
        if (!tagged.status().equals("OK")) {
            throw new LinkException(Trouble.BAD_ANSWER, tagged.words());
        }
        return sizes;
    }

    /// UIDs as a sequence set, runs joined.
    static final class UidSet {
        private UidSet() {
        }

        static String of(Collection<Long> uids) {
            List<Long> sorted = new ArrayList<>(uids);
            sorted.sort(null);
            StringBuilder set = new StringBuilder();
            for (int i = 0; i < sorted.size(); i++) {
                int last = i;
                while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                    last++;
                }
                set.append(set.isEmpty() ? "" : ",").append(sorted.get(i));
                if (last > i) {
                    set.append(':').append(sorted.get(last));
                }
                i = last;
            }
            return set.toString();
        }
    }
}
