package dev.kinetd.runtime.builtin;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries out the built-ins at descriptors that the runtime has accepted or bound: streams on
 * Netty's event loops, datagrams on one thread of its own, no thread per connection. Any thread may
 * call any method. A descriptor that is passed in belongs to this class from then on, whatever
 * happens.
 */
public final class Builtins implements AutoCloseable {

  /** Default of how long a connection may stand still. */
  public static final Duration DEFAULT_IDLE_LIMIT = Duration.ofMinutes(5);

  /**
   * Netty reads on after the client's end of stream without being asked (RDHUP), so this bounds
   * what a half-closed echo client that never reads can make it hold.
   */
  private static final int RECEIVE_BUFFER = 16 * 1024;

  /** Both bound what a client that never reads can make the runtime hold. */
  private static final int READ_SIZE = 8 * 1024;

  private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(4 * 1024, 8 * 1024);

  private final EventLoopGroup loops;
  private final Clock clock;
  private final Duration idleLimit;
  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private DatagramLoop datagrams;

  /**
   * @param loops epoll event loops, which the caller goes on owning
   * @param clock its zone is that of the daytime service
   * @param idleLimit after which a connection that moves no byte is closed
   */
  public Builtins(EventLoopGroup loops, Clock clock, Duration idleLimit) {
    this.loops = loops;
    this.clock = clock;
    this.idleLimit = idleLimit;
  }

  /**
   * Serves an accepted connection.
   *
   * @param fd a non-blocking stream socket
   * @param kind any but TcpMux, which only finds out who serves
   * @param onClosed called exactly once, after the descriptor is closed, on whatever thread that
   *     happened
   */
  public void serveStream(int fd, boolean unixSocket, Builtin kind, Runnable onClosed) {
    StreamBuiltin builtin = streamOf(kind);
    var reported = new AtomicBoolean();
    Runnable closedOnce =
        () -> {
          if (reported.compareAndSet(false, true)) {
            onClosed.run();
          }
        };
    Channel channel;
    try {
      channel = unixSocket ? new EpollDomainSocketChannel(fd) : new EpollSocketChannel(fd);
    } catch (ChannelException e) {
      Descriptors.close(fd);
      closedOnce.run();
      return;
    }
    try {
      prepare(channel, unixSocket, builtin);
    } catch (ChannelException e) {
      release(channel, closedOnce);
      return;
    }
    channel.closeFuture().addListener(closed -> closedOnce.run());
    connections.add(channel);
    ChannelFuture registration = loops.register(channel);
    if (registration.isDone() && !registration.isSuccess()) {
      // The loop refused: it is shutting down, and would not run a listener either.
      connections.remove(channel);
      release(channel, closedOnce);
      return;
    }
    registration.addListener(
        (ChannelFuture done) -> {
          if (!done.isSuccess()) {
            release(channel, closedOnce);
          } else if (!channel.isActive()) {
            // The client was gone before Netty looked: no event will ever come.
            channel.close();
          }
        });
  }

  /** Releases a channel without an event loop, whose own {@code close()} would throw. */
  private static void release(Channel channel, Runnable closedOnce) {
    channel.unsafe().closeForcibly();
    closedOnce.run();
  }

  private void prepare(Channel channel, boolean unixSocket, StreamBuiltin builtin) {
    var config = channel.config();
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    config.setAutoRead(!(builtin instanceof EchoStream));
    config.setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_SIZE));
    config.setWriteBufferWaterMark(WAITING);
    if (!unixSocket) {
      config.setOption(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER);
    }
    channel.pipeline().addLast(new IdleLimit(idleLimit), builtin);
  }

  private StreamBuiltin streamOf(Builtin kind) {
    return switch (kind) {
      case Echo -> new EchoStream();
      case Discard -> new DiscardStream();
      case Chargen -> new ChargenStream();
      case Daytime -> new AnswerStream(() -> TimeOfDay.daytime(clock));
      case Time -> new AnswerStream(() -> TimeOfDay.time(clock));
      case TcpMux -> throw new IllegalArgumentException(kind.name());
    };
  }

  /**
   * Answers datagrams until the handle is closed.
   *
   * @param fd a bound UDP socket, IPv4 or IPv6
   * @param kind any but TcpMux
   * @throws LinuxException when the socket cannot be watched; it is closed then
   */
  public synchronized DatagramHandle serveDatagrams(int fd, Builtin kind, DatagramEvents events)
      throws LinuxException {
    return datagrams(fd).serve(fd, kind, events);
  }

  private DatagramLoop datagrams(int fd) throws LinuxException {
    if (datagrams == null) {
      try {
        datagrams = new DatagramLoop(clock);
      } catch (LinuxException e) {
        Descriptors.close(fd);
        throw e;
      }
    }
    return datagrams;
  }

  /** Connections that are open. */
  int openConnections() {
    return connections.size();
  }

  /** Closes every connection and every UDP socket; the event loops go on. */
  @Override
  public synchronized void close() {
    connections.close();
    if (datagrams != null) {
      datagrams.close();
      datagrams = null;
    }
  }
}
