package guichet.keystore;

import java.util.List;

/// How a person's decision about a key ended.
public sealed interface Decided {
    /// It holds.
    ///
    /// @param now the key as it is known from now on
    /// @param addresses those that the decision was about
    /// @param left the certificate's other addresses: nothing is encrypted to them by this key until somebody names them
    record Done(KnownKey now, List<Address> addresses, List<Address> left) implements Decided {
        public Done {
            addresses = List.copyOf(addresses);
            left = List.copyOf(left);
        }
    }

    /// Nothing was decided: the certificate carries several addresses, and which of them are meant has to be said.
    record NameAddresses(List<Address> addresses) implements Decided {
        public NameAddresses {
            addresses = List.copyOf(addresses);
        }
    }

    /// Nothing was decided: somebody distrusts it. Only comparing fingerprints with its owner lifts that.
    record Distrusted(KnownKey key) implements Decided {
    }

    /// Nothing was decided: it is one of our own keys.
    record Ours() implements Decided {
    }

    /// Nothing was decided: there is no such key.
    record NoSuchKey() implements Decided {
    }
}
