package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "chat", subcommands = {ChatList.class, ChatNew.class, ChatMembers.class, ChatAdd.class,
        ChatRemove.class, ChatRename.class, ChatLeave.class, ChatAssign.class, ChatSend.class, ChatRead.class,
        ChatInvite.class,
        ChatJoin.class, ChatStaffGroup.class})
final class ChatGroup {
}
