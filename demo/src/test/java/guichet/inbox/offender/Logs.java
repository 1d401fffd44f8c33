package guichet.inbox.offender;

final class Logs {
    void forbidden(Exception e) {
        java.util.logging.Logger.getLogger("guichet").log(java.util.logging.Level.INFO, "a message", e);
    }
}
