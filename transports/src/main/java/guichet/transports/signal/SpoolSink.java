package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import java.util.List;

/// Where what people sent is stored. One thread at a time.
public interface SpoolSink {
    /// How far this spool has been taken, in bytes; 0 where nothing of it was.
    long position(String spool) throws VaultException;

    /// Stores what came and how far the spool has been taken, in one transaction: when it returns, all is durable, and the spool gives that part
    /// up; where it throws, the same comes again.
    ///
    /// @param params each the `params` of a `receive` notification, or a line that was none: any bytes at all
    /// @param end    behind the last of them
    void take(List<Raw> params, String spool, long end) throws VaultException;

    /// This spool is gone for good, and all of it was taken.
    void forget(String spool) throws VaultException;
}
