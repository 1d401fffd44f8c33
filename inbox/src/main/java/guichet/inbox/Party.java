package guichet.inbox;

/// Someone as a message names them. Both parts are claims: nothing here is proven.
///
/// @param name    the display name, empty where there is none
/// @param address the bare address as it stands in the message, possibly malformed
public record Party(String name, String address) {
}
