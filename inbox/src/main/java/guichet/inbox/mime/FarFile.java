package guichet.inbox.mime;

import java.util.OptionalLong;

/// Where an attachment's content lies that is too long to be held: in a mail that is being read or written ([FarPart]), or in the vault.
public interface FarFile {
    /// In bytes; empty where that is known only once it has been read.
    OptionalLong length();
}
