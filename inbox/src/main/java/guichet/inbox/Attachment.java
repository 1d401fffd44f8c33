package guichet.inbox;

/// What came attached, without its bytes.
///
/// @param n      its number in the message, from 1
/// @param name   the name that the sender claims, any characters; never a path to write to as it stands
/// @param type   the media type that the sender claims
/// @param size   in bytes, decoded
/// @param sha256 of the decoded bytes, 64 lower-case hexadecimal digits
public record Attachment(int n, String name, String type, long size, String sha256) {
}
