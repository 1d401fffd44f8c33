package guichet.demo;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomLine;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.Grace;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.MailChannel;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A simulated colleague: a hub of their own in memory, with a vault, a key and a mailbox, that takes part in rooms as any other does.
final class Workmate implements AutoCloseable {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(400);
    private static final Duration THINKS = Duration.ofSeconds(2);
    private static final int PAGE = 20;

    private final Workspace hub;
    private final MailChannel mail;
    private final ChatAccount seat;
    private final Address us;
    private final Mind mind;
    private final Set<RoomId> greeted = new HashSet<>();
    private final Set<MessageId> answered = new HashSet<>();
    private final Thread thread;

    /// What they have to say.
    interface Mind {
        /// Into a room that they find themselves in.
        Optional<String> greets(Room room);

        /// @param words what was said to the room by whoever runs the demo
        Optional<String> answers(Room room, String words, int count);
    }

    private Workmate(Workspace hub, ChatAccount seat, Address us, Mind mind) {
        this.hub = hub;
        this.seat = seat;
        this.us = us;
        this.mind = mind;
        this.mail = hub.mail();
        this.thread = Thread.ofVirtual().name("demo-" + seat.name()).unstarted(this::live);
    }

    /// @param folder for their vault, not there yet
    /// @param then   when their key was made
    /// @param us     whom they answer
    static Workmate hire(String name, Address address, Path folder, PostOffice post, Vaults then, Vaults now,
            Address us, Mind mind) throws VaultException {
        String password = "demo";
        post.mailbox(address, password);
        try (Secret passphrase = Secret.of("a vault for minutes".toCharArray())) {
            if (then.found(folder, name, address, passphrase, Via.COMMAND) instanceof Vaults.Founding.Founded made) {
                made.recovery().close();
            }
            return switch (now.open(folder, new Credential.Passphrase(passphrase), Optional.empty())) {
                case Opening.Open open -> new Workmate(open.workspace(),
                        takeSeat(open.workspace(), name, address, post, password), us, mind);
                case Opening other -> throw new IllegalStateException("a colleague's vault doesn't open: " + other);
            };
        }
    }

    private static ChatAccount takeSeat(Workspace hub, String name, Address address, PostOffice post, String password)
            throws VaultException {
        return hub.vault().write(tx -> {
            try (Secret secret = Secret.of(password.toCharArray())) {
                AccountId account = hub.accounts().addMail(tx, new NewMailAccount(address, name, post.imap(),
                        post.smtp(), address.value(), List.of("INBOX"), Optional.empty()), secret);
                return hub.chat().takeSeat(tx, hub.person(), account, address, name, hub.actor(Via.COMMAND));
            }
        });
    }

    StaffCard card() throws VaultException {
        return hub.vault().read(tx -> hub.chat().card(tx, seat));
    }

    void pin(StaffCard other) throws VaultException {
        hub.vault().write(tx -> hub.chat().pinning().pin(tx, other, Colleague.How.IN_PERSON, hub.actor(Via.COMMAND)));
    }

    void wake() {
        mail.start();
        thread.start();
    }

    private void live() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (Room room : hub.vault().read(hub.chat().rooms()::list)) {
                    look(room);
                }
                Thread.sleep(LOOKS_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (VaultException e) {
            // Its vault is gone: so is the demo.
            return;
        }
    }

    private void look(Room room) throws VaultException, InterruptedException {
        if (greeted.add(room.id())) {
            say(room, mind.greets(room));
        }
        for (RoomLine line : hub.vault()
                .read(tx -> hub.chat().rooms().page(tx, room.id(), Optional.empty(), PAGE))) {
            if (line instanceof RoomLine.Said said && said.author().address().equals(us)
                    && answered.add(said.message())) {
                say(room, mind.answers(room, said.body(), answered.size()));
            }
        }
    }

    private void say(Room room, Optional<String> words) throws VaultException, InterruptedException {
        if (words.isEmpty()) {
            return;
        }
        Thread.sleep(THINKS);
        ChatDraft draft = new ChatDraft(Optional.empty(), hub.person().name(), room.caseId(), room.id(), words.get(),
                List.of(), Optional.empty());
        if (hub.chat().gate().examine(draft) instanceof ChatVerdict.Passed passed) {
            hub.chat().gate().release(passed, Grace.NONE);
            mail.wake();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        mail.close();
        try {
            hub.close();
        } catch (VaultException e) {
            // It lives in memory, and goes with its folder.
            return;
        }
    }
}
