package dev.kinetd.runtime.lookup;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryEncoder;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One question to one name server: over UDP, then over TCP where the answer does not fit (RFC 1035
 * section 4.2, RFC 7766). Belongs to its event loop. Each has a connected socket of its own, for
 * the id alone has too few bits to keep forgers from guessing, and here names open doors.
 */
final class DnsExchange<T> {

  private final EventLoop loop;
  private final InetSocketAddress server;
  private final int id;
  private final String name;
  private final RecordKind<T> kind;
  private final DnsQuestion question;
  private final CompletableFuture<DnsAnswer<T>> answer = new CompletableFuture<>();

  /**
   * @param id that nobody can foresee
   * @param name complete, without a final dot
   */
  DnsExchange(EventLoop loop, InetSocketAddress server, int id, String name, RecordKind<T> kind) {
    this.loop = loop;
    this.server = server;
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.question = new DefaultDnsQuestion(name + ".", kind.type());
  }

  /**
   * Asks.
   *
   * @param over once it is done, nobody waits for the answer any more
   * @return completed with a failed answer when the server cannot be reached or answers nonsense,
   *     with null when it says nothing
   */
  CompletableFuture<DnsAnswer<T>> ask(Duration patience, CompletableFuture<?> over) {
    ScheduledFuture<?> timer =
        loop.schedule(() -> answer.complete(null), patience.toNanos(), TimeUnit.NANOSECONDS);
    answer.whenComplete((_, _) -> timer.cancel(false));
    over.whenComplete((_, _) -> answer.complete(null));
    connect(
        EpollDatagramChannel::new,
        new DatagramDnsQueryEncoder(),
        new DatagramDnsResponseDecoder(),
        true);
    return answer;
  }

  private void askOverTcp() {
    connect(EpollSocketChannel::new, new TcpDnsQueryEncoder(), new TcpDnsResponseDecoder(), false);
  }

  private void connect(
      Supplier<Channel> transport, ChannelHandler encoder, ChannelHandler decoder, boolean udp) {
    var handler = new Handler(udp);
    Channel channel;
    try {
      channel = transport.get();
    } catch (ChannelException e) {
      // No descriptor is left.
      handler.fail();
      return;
    }
    channel.pipeline().addLast(encoder, decoder, handler);
    loop.register(channel);
    channel
        .connect(server)
        .addListener(
            connection -> {
              if (!connection.isSuccess()) {
                handler.fail();
              }
            });
  }

  /** Asks on one connection, and closes it once there is an answer, whoever gave it. */
  private final class Handler extends SimpleChannelInboundHandler<DnsResponse> {

    private final boolean udp;
    private boolean truncated;

    Handler(boolean udp) {
      this.udp = udp;
    }

    void fail() {
      answer.complete(DnsAnswer.failure());
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
      answer.whenComplete((_, _) -> closeSoon(context));
    }

    /** Not at once: from within a read, Netty would go on and read from the closed socket. */
    private static void closeSoon(ChannelHandlerContext context) {
      context.executor().execute(context::close);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      DnsQuery query = udp ? new DatagramDnsQuery(null, server, id) : new DefaultDnsQuery(id);
      query.setRecursionDesired(true).addRecord(DnsSection.QUESTION, question);
      context
          .writeAndFlush(query)
          .addListener(
              written -> {
                if (!written.isSuccess()) {
                  fail();
                }
              });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DnsResponse response) {
      if (truncated || !isAsked(response)) {
        return;
      }
      if (response.isTruncated() && udp) {
        truncated = true;
        closeSoon(context);
        askOverTcp();
      } else {
        answer.complete(DnsAnswer.of(response, name, kind));
      }
    }

    private boolean isAsked(DnsResponse response) {
      if (response.id() != id || response.count(DnsSection.QUESTION) != 1) {
        return false;
      }
      DnsQuestion repeated = response.recordAt(DnsSection.QUESTION);
      return repeated.name().equalsIgnoreCase(question.name())
          && repeated.type().equals(question.type())
          && repeated.dnsClass() == question.dnsClass();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!truncated) {
        fail();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // A datagram that is no answer can come from anybody, while the true one is on its way.
      if (!(udp && cause instanceof DecoderException)) {
        fail();
      }
    }
  }
}
