/// Mail as bytes: parsing what strangers send, building what leaves.
@NullMarked
package guichet.inbox.mime;

import org.jspecify.annotations.NullMarked;
