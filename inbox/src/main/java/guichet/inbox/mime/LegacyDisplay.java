package guichet.inbox.mime;

/// Whether the text may begin with a copy of protected headers, put there for programs that don't know header protection (RFC 9788,
/// section 2.1.2). It is dropped, since the headers themselves are shown.
enum LegacyDisplay {
    DROPPED, SHOWN
}
