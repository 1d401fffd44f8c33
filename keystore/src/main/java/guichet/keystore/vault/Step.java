package guichet.keystore.vault;

/// The points between which a crash must leave the old state or the new one.
enum Step {
    DATABASE_MADE, COPY_MADE, COPY_CHANGED, COPY_DURABLE, HEADER_WRITTEN, HEADER_IN_PLACE, HEADER_DURABLE, COMMITTED, OLD_REMOVED
}
