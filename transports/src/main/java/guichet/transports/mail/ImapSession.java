package guichet.transports.mail;

import guichet.keystore.vault.VaultException;
import java.io.ByteArrayOutputStream;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.UIDSet;
import org.jspecify.annotations.Nullable;

/// A logged-in IMAP session that reads and changes nothing: folders are opened by EXAMINE and bodies fetched by BODY.PEEK. Only
/// [#expunge] deletes, and nothing but the very messages it is given.
///
/// One thread; its [Cutoff] ends it from any other. After a [LinkException] it can only be closed.
final class ImapSession implements AutoCloseable {
    /// At most so many messages are listed at once; what lies above them is listed next time.
    private static final int MAX_LISTED = 200_000;
    /// Messages come in pieces of this many bytes: no server can have more of one in memory here before it is counted.
    private static final int PIECE = 1 << 20;
    private static final long MOST_SMALL_TALK = 1 << 20;
    private static final long MOST_LISTED_BYTES = 256L << 20;
    /// Of one command: their numbers stand on one line.
    private static final int MOST_EXPUNGED = 200;
    /// What stands around a piece, and what a server may say in between.
    private static final int MOST_AROUND = 4 * 1024;

    private final GuardedSocket socket;
    private final ImapLogin login;
    private final ImapDialogue dialogue;

    private ImapSession(GuardedSocket socket, ImapLogin login) {
        this.socket = socket;
        this.login = login;
        this.dialogue = login.dialogue();
    }

    static ImapSession open(Server server, Login login, Patience patience, Cutoff cutoff) throws LinkException {
        GuardedSocket socket = GuardedSocket.open(server, patience, cutoff);
        boolean ready = false;
        try {
            ImapSession session = new ImapSession(socket, ImapLogin.perform(socket, login));
            ready = true;
            return session;
        } finally {
            if (!ready) {
                socket.close();
            }
        }
    }

    boolean canIdle() {
        return dialogue.hasCapability("IDLE");
    }

    /// Opens a folder for reading.
    ///
    /// @return its UIDVALIDITY
    long examine(String folder) throws LinkException {
        if (folder.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new LinkException(Trouble.NO_SUCH_FOLDER);
        }
        socket.guard().allow(MOST_SMALL_TALK, 0);
        try {
            long validity = dialogue.examine(folder).uidvalidity;
            if (validity <= 0 || validity > 0xFFFF_FFFFL) {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            return validity;
        } catch (CommandFailedException | BadCommandException refusal) {
            throw new LinkException(Trouble.NO_SUCH_FOLDER, folder + ": " + words(refusal.getResponse()));
        } catch (ProtocolException | RuntimeException failure) {
            // Unchecked: Angus parses what the server says without looking where it ends.
            throw new LinkException(ImapDialogue.fault(failure, socket, Trouble.BAD_ANSWER));
        }
    }

    /// The open folder's messages whose UID is above one, by UID ascending, with their sizes in bytes as the server says.
    SortedMap<Long, Long> listAbove(long uid) throws LinkException {
        return list((uid + 1) + ":*", uid);
    }

    /// Those of the given messages that the open folder still has, with their sizes.
    SortedMap<Long, Long> list(Collection<Long> uids) throws LinkException {
        return list(set(uids), 0);
    }

    /// The bytes of messages of the open folder, as far as the server gives them. What was not asked for is dropped.
    ///
    /// @param wanted    their UIDs, and their sizes in bytes as the server said
    /// @param mostBytes of all of them together; where the server sends more, [Trouble#MESSAGE_TOO_LARGE]
    Map<Long, byte[]> fetch(SortedMap<Long, Long> wanted, int mostBytes) throws LinkException {
        Map<Long, ByteArrayOutputStream> come = new HashMap<>();
        List<Long> open = new ArrayList<>(wanted.keySet());
        long left = mostBytes;
        while (!open.isEmpty()) {
            // Beyond the first piece one message at a time: they differ in where they go on.
            ByteArrayOutputStream begun = come.get(open.getFirst());
            long origin = begun == null ? 0 : begun.size();
            List<Long> asked = begun == null ? List.copyOf(open) : List.of(open.getFirst());
            Map<Long, byte[]> pieces = pieces(asked, origin, left);
            for (long uid : asked) {
                byte[] piece = pieces.get(uid);
                if (piece == null) {
                    // A message is whole or isn't there.
                    come.remove(uid);
                } else {
                    left -= piece.length;
                    come.computeIfAbsent(uid, _ -> new ByteArrayOutputStream()).writeBytes(piece);
                }
                boolean more = piece != null && piece.length > 0
                        && (piece.length == PIECE || origin + piece.length < wanted.getOrDefault(uid, 0L));
                if (!more) {
                    open.remove(uid);
                }
            }
        }
        Map<Long, byte[]> whole = new HashMap<>();
        come.forEach((uid, bytes) -> whole.put(uid, bytes.toByteArray()));
        return whole;
    }

    /// Hands on the bytes of one message of the open folder piece by piece, as they come.
    ///
    /// @param size      in bytes, as the server said
    /// @param mostBytes where the server sends more, [Trouble#MESSAGE_TOO_LARGE]
    /// @return whether it came whole; false where the server doesn't give it
    boolean fetchLong(long uid, long size, long mostBytes, Pieces pieces) throws LinkException, VaultException {
        long origin = 0;
        while (true) {
            byte[] piece = pieces(List.of(uid), origin, mostBytes - origin).get(uid);
            if (piece == null) {
                return false;
            }
            if (piece.length > 0) {
                pieces.add(piece);
            }
            origin += piece.length;
            boolean more = piece.length > 0 && (piece.length == PIECE || origin < size);
            if (!more) {
                return origin > 0;
            }
        }
    }

    @FunctionalInterface
    interface Pieces {
        /// @param piece not empty
        void add(byte[] piece) throws VaultException;
    }

    /// Whether single messages can be deleted (UIDPLUS, RFC 4315): without it, EXPUNGE takes whatever anybody has marked.
    boolean canExpungeSome() {
        return dialogue.hasCapability("UIDPLUS") || dialogue.hasCapability("IMAP4rev2");
    }

    /// Deletes messages of a folder for good, which stays open for writing.
    ///
    /// @return whether they are all gone from it; false, and nothing was touched, where the folder is numbered otherwise
    boolean expunge(String folder, long validity, Collection<Long> uids) throws LinkException {
        if (!canExpungeSome() || examine(folder) != validity) {
            return false;
        }
        socket.guard().allow(MOST_SMALL_TALK, 0);
        try {
            if (dialogue.select(folder).uidvalidity != validity) {
                return false;
            }
        } catch (CommandFailedException | BadCommandException refusal) {
            throw new LinkException(Trouble.NO_SUCH_FOLDER, words(refusal.getResponse()));
        } catch (ProtocolException | RuntimeException failure) {
            throw new LinkException(ImapDialogue.fault(failure, socket, Trouble.BAD_ANSWER));
        }
        List<Long> left = uids.stream().sorted().toList();
        for (int from = 0; from < left.size(); from += MOST_EXPUNGED) {
            String some = set(left.subList(from, Math.min(left.size(), from + MOST_EXPUNGED)));
            socket.guard().allow(MOST_SMALL_TALK, 0);
            done(dialogue.run("UID STORE " + some + " +FLAGS.SILENT (\\Deleted)", _ -> {
            }));
            socket.guard().allow(MOST_SMALL_TALK, 0);
            done(dialogue.run("UID EXPUNGE " + some, _ -> {
            }));
        }
        return list(uids).isEmpty();
    }

    private static void done(Response tagged) throws LinkException {
        if (!tagged.isOK()) {
            throw new LinkException(Trouble.BAD_ANSWER, words(tagged));
        }
    }

    /// Waits for the server to speak of new messages in the open folder (IDLE, RFC 2177), and makes sure that it is still there.
    ///
    /// @return whether it spoke of new messages
    boolean idle(Duration atMost) throws LinkException {
        socket.guard().allow(MOST_SMALL_TALK, 0);
        String tag = dialogue.begin("IDLE");
        Response answer = dialogue.next();
        while (!answer.isContinuation()) {
            if (answer.isTagged() && tag.equals(answer.getTag())) {
                throw new LinkException(Trouble.BAD_ANSWER, words(answer));
            }
            answer = dialogue.next();
        }
        boolean news = dialogue.news();
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !news && left > 0
                && dialogue.hears(Duration.ofNanos(left)); left = deadline - System.nanoTime()) {
            dialogue.next();
            news = dialogue.news();
        }
        dialogue.idleAbort();
        dialogue.finish(tag, _ -> {
        });
        // Asked even where there was news: it clears what was heard.
        boolean late = dialogue.news();
        return news || late;
    }

    /// Asks for news where the server can't idle, and makes sure that it is still there.
    boolean noop() throws LinkException {
        socket.guard().allow(MOST_SMALL_TALK, 0);
        dialogue.run("NOOP", _ -> {
        });
        return dialogue.news();
    }

    /// Forgets what was said of new messages: what follows lists them anyway.
    void forgetNews() {
        dialogue.news();
    }

    void logout() {
        try {
            dialogue.begin("LOGOUT");
        } catch (LinkException _) {
            // Everything that matters has been said before.
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } finally {
            // Angus closes the connection of a store that nothing refers to any more: until here something does.
            Reference.reachabilityFence(login);
        }
    }

    private SortedMap<Long, Long> list(String set, long above) throws LinkException {
        TreeMap<Long, Long> sizes = new TreeMap<>();
        socket.guard().allow(MOST_LISTED_BYTES, 0);
        Response tagged = dialogue.run("UID FETCH " + set + " (UID RFC822.SIZE)", response -> {
            var reply = FetchReply.in(response);
            // `n:*` names the last message even where its UID is below n.
            if (reply.isPresent() && reply.get().uid() > above && reply.get().size() >= 0) {
                sizes.putIfAbsent(reply.get().uid(), reply.get().size());
                if (sizes.size() > MAX_LISTED) {
                    sizes.pollLastEntry();
                }
            }
        });
        if (!tagged.isOK()) {
            throw new LinkException(Trouble.BAD_ANSWER, words(tagged));
        }
        return sizes;
    }

    private Map<Long, byte[]> pieces(List<Long> uids, long origin, long most) throws LinkException {
        Map<Long, byte[]> pieces = new HashMap<>();
        long[] left = {most};
        socket.guard().allow(most + PIECE + MOST_SMALL_TALK + (long) uids.size() * MOST_AROUND, PIECE);
        Response tagged = dialogue.run("UID FETCH " + set(uids) + " (UID BODY.PEEK[]<" + origin + "." + PIECE + ">)",
                response -> {
                    FetchReply reply = FetchReply.in(response).orElse(null);
                    byte[] piece = reply == null ? null : reply.piece().orElse(null);
                    if (reply != null && piece != null && reply.origin() == origin && uids.contains(reply.uid())) {
                        left[0] -= piece.length;
                        if (left[0] < 0) {
                            throw new LinkException(Trouble.MESSAGE_TOO_LARGE);
                        }
                        pieces.putIfAbsent(reply.uid(), piece);
                    }
                });
        // NO says that some could not be given; those that came are good all the same.
        if (tagged.isBAD()) {
            throw new LinkException(Trouble.BAD_ANSWER, words(tagged));
        }
        return pieces;
    }

    private static String words(@Nullable Response response) {
        return response == null ? "" : response.getRest();
    }

    private static String set(Collection<Long> uids) {
        return UIDSet.toString(UIDSet.createUIDSets(uids.stream().mapToLong(Long::longValue).sorted().toArray()));
    }
}
