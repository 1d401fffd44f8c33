/// The internal chat: who has a place in it, its rooms, and what is said there. It comes and goes as mail in Delta Chat's format (docs/chat.md),
/// and nothing of it leads to the outside.
///
/// A [Seat][guichet.inbox.chat.Member] is an address and a key. Ours are [chat accounts][guichet.inbox.chat.ChatAccounts], those of colleagues stand on the
/// [staff list][guichet.inbox.chat.StaffList], each pinned by a person. A [room][guichet.inbox.chat.Rooms] holds a [roster][guichet.inbox.chat.Roster] of
/// them, and stops as soon as somebody in it is not pinned: then nothing leaves into it until a person has decided.
@org.jspecify.annotations.NullMarked
package guichet.inbox.chat;
