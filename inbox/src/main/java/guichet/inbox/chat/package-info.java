/// The internal chat: seats pinned by key, rooms, and what is said in them.
@NullMarked
package guichet.inbox.chat;

import org.jspecify.annotations.NullMarked;
