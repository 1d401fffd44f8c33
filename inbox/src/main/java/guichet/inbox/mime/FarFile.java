package guichet.inbox.mime;

/// Where an attachment's content lies that is too long to be held: in a mail that is being read ([FarPart]), or in the vault.
public interface FarFile {
}
