/// Signal's messages: what signal-cli tells of them, and what becomes of that in the vault.
///
/// ```text
/// spool line ─▶ EnvelopeReader ─▶ Envelope ─▶ SignalIntake ─▶ message, or event on one, or "not understood"
/// ```
///
/// The bridge (in transports) hands over lines as they stand in its spool, with how far it has read and with the safety numbers as they are
/// *after* that; [SignalIntake] stores all of it in one transaction. Nothing here opens a socket, a process or a file.
///
/// A message is known by its conversation, its author and the time at which its author's program says it was sent: whoever refers to it
/// (a reaction, an edit, a deletion, a quote, a receipt) does so by these. A reference may come before what it refers to, so it waits.
///
/// docs/signal.md says what each kind of envelope becomes, docs/signal-schema.md how it is kept.
@NullMarked
package guichet.inbox.signal;

import org.jspecify.annotations.NullMarked;
