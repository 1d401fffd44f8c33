package guichet.demo.signal;

import guichet.demo.signal.CommandLine.UsageException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program: `SignalStandIn --config DIR [-a NUMBER] [-o json] COMMAND`. Exit codes are signal-cli's: 1 for the user's mistakes, 2 for
/// what was not expected, 3 for the network.
public final class SignalStandIn {
    /// What it says it is: the version that its answers follow, unless whoever starts it says otherwise.
    static final String VERSION = System.getProperty("guichet.standin.version", "0.13.19");

    private SignalStandIn() {
    }

    /// Runs until the command is done, or until standard input closes.
    public static void main(String[] arguments) {
        int status = 0;
        try {
            run(CommandLine.parse(arguments));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            status = 1;
        } catch (RpcError e) {
            System.err.println(e.getMessage());
            status = e.exit();
        } catch (IOException e) {
            System.err.println("Failed to load local accounts file");
            status = 3;
        }
        System.out.flush();
        System.exit(status);
    }

    private static void run(CommandLine asked) throws RpcError, IOException {
        if (asked.command().equals("--version")) {
            System.out.println("signal-cli " + VERSION);
            return;
        }
        LocalAccounts accounts = new LocalAccounts(asked.config());
        accounts.prepare();
        switch (asked.command()) {
            case "version" -> System.out.println("signal-cli " + VERSION);
            case "listAccounts" -> listAccounts(asked, accounts);
            case "link" -> link(asked, accounts);
            case "jsonRpc" -> new RpcLoop(asked, accounts, Output.standard()).run(System.in);
            case "daemon" -> daemon(asked, accounts);
            default -> throw new RpcError(RpcError.USER, "Command not implemented!");
        }
    }

    private static void daemon(CommandLine asked, LocalAccounts accounts) throws RpcError, IOException {
        Path socket = asked.socket().orElseThrow(() -> new RpcError(RpcError.USER, "the stand-in knows --socket only"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            while (true) {
                try (SocketChannel client = server.accept()) {
                    new RpcLoop(asked, accounts, new Output(Channels.newOutputStream(client)))
                            .run(Channels.newInputStream(client));
                }
            }
        }
    }

    private static void listAccounts(CommandLine asked, LocalAccounts accounts) throws RpcError, IOException {
        if (asked.account().isPresent()) {
            throw new RpcError(RpcError.USER, "Command only works in multi-account mode");
        }
        List<Object> list = new ArrayList<>();
        for (LocalAccounts.Account account : accounts.all()) {
            list.add(Json.object("number", account.number()));
        }
        if (asked.output().equals(java.util.Optional.of("json"))) {
            Output.standard().line(list);
        } else {
            accounts.all().forEach(account -> System.out.println("Number: " + account.number()));
        }
    }

    private static void link(CommandLine asked, LocalAccounts accounts) throws RpcError, IOException {
        if (asked.account().isPresent()) {
            throw new RpcError(RpcError.USER, "You cannot specify a account (phone number) when linking");
        }
        Provisioning provisioning = new Provisioning(asked.config(), accounts);
        String uri = provisioning.start();
        System.out.println(uri);
        System.out.flush();
        System.out.println("Associated with: " + provisioning.finish(uri));
    }
}
