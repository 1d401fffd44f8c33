package guichet.tui.screen;

import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatCounts;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How the internal chat fares: the worst state among the mail accounts that our seats use, and what waits in the rooms.
record ChatState(Link link, ChatCounts counts) {
    /// Empty where nobody here has a seat.
    static Optional<ChatState> of(Tx tx, Desk desk) throws VaultException {
        List<Link> links = new ArrayList<>();
        for (ChatAccount seat : desk.chat().accounts().list(tx)) {
            links.add(desk.accounts().state(tx, seat.account()).link());
        }
        Optional<Link> worst = links.stream().min(Comparator.naturalOrder());
        return worst.isPresent()
                ? Optional.of(new ChatState(worst.get(), desk.chat().rooms().counts(tx)))
                : Optional.empty();
    }

    Shelf shelf() {
        return new Shelf.Rooms(counts.unread(), counts.mentions(), counts.stopped());
    }

    /// For the top row: the mark of the link, what is new, what names one of us.
    Printable brief(Texts texts) {
        String mark = texts.of(link).split(" ", 2)[0];
        String news = (counts.unread() > 0 ? " " + counts.unread() : "")
                + (counts.mentions() > 0 ? " @" + counts.mentions() : "") + (counts.stopped() > 0 ? " ✗" : "");
        return texts.line("main.chat", mark + news);
    }
}
