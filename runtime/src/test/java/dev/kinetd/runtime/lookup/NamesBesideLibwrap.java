package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that says of clients what libwrap calls them and what {@link HostNames} does, one a
 * line. It runs on a machine made for it, where it is the name server, and asks libwrap by
 * connecting from the client's address to an inetd that starts tcpd, whose rule answers with the
 * name.
 */
final class NamesBesideLibwrap {

  static final int PORT = 7777;
  static final String SERVER = "10.9.0.1";
  static final String SERVER6 = "fd09::1";
  private static final int DNS_PORT = 53;

  private NamesBesideLibwrap() {}

  /**
   * @param arguments the programs inetd and tcpd, then the clients
   */
  public static void main(String[] arguments) throws Exception {
    Path conf = Files.createTempFile("inetd", ".conf");
    String line = PORT + " stream %s nowait root " + arguments[1] + " in.named\n";
    Files.writeString(conf, line.formatted("tcp") + line.formatted("tcp6"));
    var loops = new EpollEventLoopGroup(1);
    Process inetd = new ProcessBuilder(arguments[0], "-i", conf.toString()).inheritIO().start();
    try (var server = new NameServer(loops, "127.0.0.1", DNS_PORT)) {
      LibwrapNamesIT.zone(server);
      var names = new HostNames(loops, Runnable::run, LookupSettings.ofMachine());
      for (String client : List.of(arguments).subList(2, arguments.length)) {
        String ours = text(names.nameOf(Literals.parse(client)).join());
        System.out.println(client + " libwrap " + libwrap(client) + " kinetd " + ours);
      }
    } finally {
      inetd.destroy();
      inetd.waitFor();
      Files.delete(conf);
      loops.shutdownGracefully();
    }
  }

  private static String libwrap(String client) throws IOException {
    InetAddress from = InetAddress.ofLiteral(client);
    String server = from.getAddress().length == Integer.BYTES ? SERVER : SERVER6;
    for (int tries = 0; ; tries++) {
      try (Socket socket = new Socket()) {
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(server), PORT));
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
            .readLine();
      } catch (ConnectException e) {
        // inetd is on its way.
        if (tries == 500) {
          throw e;
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private static String text(ClientName name) {
    return switch (name) {
      case ClientName.Known known -> known.name();
      case ClientName.Unknown _ -> "unknown";
      case ClientName.Paranoid _ -> "paranoid";
    };
  }
}
