package dev.kinetd.runtime.lookup;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks name servers one after the other until one answers. It keeps no answers, and no socket while
 * nobody asks. To be used on its event loop alone.
 */
final class DnsClient {

  private static final int IDS = 1 << 16;

  private final EventLoop loop;
  private final int port;
  private final Duration tryFor;
  private final SecureRandom random = new SecureRandom();

  DnsClient(EventLoop loop, int port, Duration tryFor) {
    this.loop = loop;
    this.port = port;
    this.tryFor = tryFor;
  }

  /**
   * Asks a question.
   *
   * @param name complete, without a final dot
   * @param over once it is done, nobody waits for the answer any more
   * @return completed on the event loop, with a failed answer where no server gives one
   */
  <T> CompletableFuture<DnsAnswer<T>> ask(
      String name, RecordKind<T> kind, List<InetAddress> servers, CompletableFuture<?> over) {
    var asking = new Asking<>(name, kind, servers, over);
    asking.next();
    return asking.answer;
  }

  private final class Asking<T> {

    private final String name;
    private final RecordKind<T> kind;
    private final List<InetAddress> servers;
    private final CompletableFuture<?> over;
    private final CompletableFuture<DnsAnswer<T>> answer = new CompletableFuture<>();
    private int tries;
    private int failures;

    Asking(String name, RecordKind<T> kind, List<InetAddress> servers, CompletableFuture<?> over) {
      this.name = name;
      this.kind = kind;
      this.servers = servers;
      this.over = over;
    }

    /** Silence may be a lost datagram and is tried again; a server that fails, is not. */
    void next() {
      if (failures == servers.size() || over.isDone()) {
        answer.complete(DnsAnswer.failure());
        return;
      }
      var server = new InetSocketAddress(servers.get(tries++ % servers.size()), port);
      new DnsExchange<>(loop, server, random.nextInt(IDS), name, kind)
          .ask(tryFor, over)
          .thenAccept(this::answered);
    }

    private void answered(DnsAnswer<T> said) {
      if (said != null && !said.failed()) {
        answer.complete(said);
        return;
      }
      failures += said == null ? 0 : 1;
      next();
    }
  }
}
