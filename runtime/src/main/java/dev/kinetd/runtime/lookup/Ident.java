package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.admission.Source;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Asks a client's machine which of its users is behind a connection (RFC 1413). What it says is
 * worth as much as that machine.
 *
 * <p>Any thread may ask and none is made to wait; the answer is completed on an event loop, where
 * nobody may linger. No answer is exceptional: whoever cannot be asked has no user.
 */
public final class Ident {

  private static final int PORT = 113;
  private static final int AT_ONCE = 256;

  private final EventLoopGroup loops;
  private final int port;
  private final Turns turns;

  /**
   * @param loops epoll event loops, which the caller goes on owning
   */
  public Ident(EventLoopGroup loops) {
    this(loops, PORT, AT_ONCE);
  }

  Ident(EventLoopGroup loops, int port, int atOnce) {
    this.loops = loops;
    this.port = port;
    this.turns = new Turns(atOnce);
  }

  /**
   * The user at the client's end of a connection, one word of visible ASCII; empty when nobody says
   * so in time.
   *
   * @param server the address that the client connected to, from which it is asked
   * @param timeout for everything, waiting for others to finish included
   */
  public CompletableFuture<Optional<String>> userOf(
      Source client, int clientPort, Source server, int serverPort, Duration timeout) {
    var answer = new CompletableFuture<Optional<String>>();
    EventLoop loop = loops.next();
    try {
      ScheduledFuture<?> timer =
          loop.schedule(
              () -> answer.complete(Optional.empty()), timeout.toNanos(), TimeUnit.NANOSECONDS);
      answer.whenComplete((_, _) -> timer.cancel(false));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var question = new IdentQuestion(clientPort, serverPort, answer);
    turns.take(
        () -> {
          if (answer.isDone()) {
            return false;
          }
          try {
            loop.execute(() -> connect(loop, client, server, question));
            return true;
          } catch (RejectedExecutionException e) {
            question.end();
            return false;
          }
        });
    return answer;
  }

  private void connect(EventLoop loop, Source client, Source server, IdentQuestion question) {
    Channel channel;
    try {
      channel = new EpollSocketChannel();
    } catch (ChannelException e) {
      // No descriptor is left.
      question.end();
      turns.giveBack();
      return;
    }
    channel.closeFuture().addListener(_ -> turns.giveBack());
    // The answer's own time runs out first, and closes the connection.
    channel.config().setConnectTimeoutMillis(0);
    channel.pipeline().addLast(question);
    loop.register(channel);
    channel
        .connect(
            new InetSocketAddress(Literals.address(client), port),
            new InetSocketAddress(Literals.address(server), 0))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }
}
