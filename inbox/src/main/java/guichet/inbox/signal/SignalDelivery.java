package guichet.inbox.signal;

import java.util.Objects;

/// One `receive` notification as signal-cli wrote it: the bytes of its `params`, any bytes at all.
public final class SignalDelivery {
    private final byte[] rawParams;

    /// @param rawParams not copied, so nobody changes it from here on
    public SignalDelivery(byte[] rawParams) {
        this.rawParams = Objects.requireNonNull(rawParams);
    }

    byte[] rawParams() {
        return rawParams;
    }

    @Override
    public String toString() {
        return "a notification of " + rawParams.length + " bytes";
    }
}
