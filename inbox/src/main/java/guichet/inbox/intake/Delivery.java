package guichet.inbox.intake;

import java.util.Objects;

/// One message as it was handed over, with where it was found.
public final class Delivery {
    private final byte[] rawMessage;
    private final Arrival arrival;

    /// @param rawMessage byte for byte; not copied, so nobody changes it from here on
    public Delivery(byte[] rawMessage, Arrival arrival) {
        this.rawMessage = Objects.requireNonNull(rawMessage);
        this.arrival = Objects.requireNonNull(arrival);
    }

    byte[] rawMessage() {
        return rawMessage;
    }

    Arrival arrival() {
        return arrival;
    }

    @Override
    public String toString() {
        return "a message of " + rawMessage.length + " bytes";
    }
}
