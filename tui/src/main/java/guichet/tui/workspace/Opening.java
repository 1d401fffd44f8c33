package guichet.tui.workspace;

import guichet.keystore.vault.Damage;
import java.util.List;

/// How an attempt to open a vault, and to know who opens it, ended.
public sealed interface Opening {
    /// Open; the caller closes it.
    record Open(Workspace workspace) implements Opening {
    }

    record NoVault() implements Opening {
    }

    /// The passphrase or recovery key opens none of its slots.
    record NoSlotOpens() implements Opening {
    }

    /// Open it would, but for somebody else than the person named, or there is nobody of that name.
    record NoSuchPerson() implements Opening {
    }

    /// A recovery key is nobody's: one of these has to be named.
    record WhichPerson(List<String> names) implements Opening {
        public WhichPerson {
            names = List.copyOf(names);
        }
    }

    /// Altered, cut, or not ours. Nothing was written.
    record Damaged(Damage why) implements Opening {
    }

    /// Made by a newer version. Nothing was written.
    record TooNew(String part, long version) implements Opening {
    }
}
