package dev.kinetd.runtime.lookup;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsPtrRecord;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A name server on one address, UDP and TCP, which answers as a recursive one does: aliases are
 * followed. What it does not know, does not exist.
 */
final class NameServer implements AutoCloseable {

  /** What it does at a name instead of answering. */
  private enum Whim {
    SILENT,
    SILENT_ONCE,
    FAILING,
    REFUSING,
    TRUNCATING,
    FORGED_FIRST,
    REFERRING
  }

  /** A record, its data in wire format. */
  private record Data(DnsRecordType type, long ttl, byte[] bytes, String target) {}

  private final Map<String, List<Data>> zone = new ConcurrentHashMap<>();
  private final Map<String, Whim> whims = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final Channel tcp;
  private final Channel udp;
  private volatile byte[] soa;
  private volatile long soaTtl;

  NameServer(EventLoopGroup loops, String address, int port) {
    tcp =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new TcpDnsQueryDecoder(), new TcpDnsResponseEncoder(), new OverTcp());
                  }
                })
            .bind(address, port)
            .syncUninterruptibly()
            .channel();
    udp =
        new Bootstrap()
            .group(loops)
            .channel(EpollDatagramChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new DatagramDnsQueryDecoder(),
                            new DatagramDnsResponseEncoder(),
                            new OverUdp());
                  }
                })
            .bind(address, port())
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) tcp.localAddress()).getPort();
  }

  /** Every question so far, as {@code UDP PTR 1.0.0.10.in-addr.arpa}. */
  List<String> questions() {
    return questions;
  }

  NameServer pointer(String address, long ttl, String name) {
    return alias(NameLookup.reverse(Literals.parse(address)), DnsRecordType.PTR, ttl, name);
  }

  NameServer pointerAt(String owner, long ttl, String name) {
    return alias(owner, DnsRecordType.PTR, ttl, name);
  }

  NameServer alias(String owner, long ttl, String name) {
    return alias(owner, DnsRecordType.CNAME, ttl, name);
  }

  private NameServer alias(String owner, DnsRecordType type, long ttl, String name) {
    return add(owner, new Data(type, ttl, wire(name), name));
  }

  NameServer address(String owner, long ttl, String literal) {
    byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
    DnsRecordType type = bytes.length == 4 ? DnsRecordType.A : DnsRecordType.AAAA;
    return add(owner, new Data(type, ttl, bytes, null));
  }

  private NameServer add(String owner, Data data) {
    zone.computeIfAbsent(key(owner), _ -> new CopyOnWriteArrayList<>()).add(data);
    return this;
  }

  /** From now on what does not exist comes with this. */
  NameServer startOfAuthority(long ttl, int minimum) {
    ByteBuf data = Unpooled.buffer();
    data.writeBytes(wire("ns.example.com")).writeBytes(wire("root.example.com"));
    data.writeInt(1).writeInt(7200).writeInt(900).writeInt(1209600).writeInt(minimum);
    soaTtl = ttl;
    soa = ByteBufUtil.getBytes(data);
    return this;
  }

  NameServer silentAt(String name) {
    return whim(name, Whim.SILENT);
  }

  NameServer silentOnceAt(String name) {
    return whim(name, Whim.SILENT_ONCE);
  }

  NameServer failingAt(String name) {
    return whim(name, Whim.FAILING);
  }

  NameServer refusingAt(String name) {
    return whim(name, Whim.REFUSING);
  }

  /** Sends its clients to other servers without saying which. */
  NameServer referringAt(String name) {
    return whim(name, Whim.REFERRING);
  }

  /** From now on it answers there as everywhere. */
  NameServer answeringAt(String name) {
    whims.remove(key(name));
    return this;
  }

  /** Over UDP, the answer does not fit. */
  NameServer truncatingAt(String name) {
    return whim(name, Whim.TRUNCATING);
  }

  /** An answer to another question, with another id, comes before the true one. */
  NameServer forgedFirstAt(String name) {
    return whim(name, Whim.FORGED_FIRST);
  }

  private NameServer whim(String name, Whim whim) {
    whims.put(key(name), whim);
    return this;
  }

  NameServer forget(String name) {
    zone.remove(key(name));
    return this;
  }

  /** From now on nobody is there over TCP. */
  void closeTcp() {
    tcp.close().syncUninterruptibly();
  }

  @Override
  public void close() {
    udp.close().syncUninterruptibly();
    tcp.close().syncUninterruptibly();
  }

  /** Fills in the response, or returns null where there is to be none. */
  private <R extends DnsResponse> R answer(String over, DnsQuestion question, R response) {
    String name = key(question.name());
    questions.add(over + " " + question.type().name() + " " + name);
    response.setRecursionAvailable(true);
    response.addRecord(DnsSection.QUESTION, question);
    switch (whims.get(name)) {
      case SILENT -> {
        response.release();
        return null;
      }
      case SILENT_ONCE -> {
        whims.remove(name);
        response.release();
        return null;
      }
      case REFERRING -> response.setRecursionAvailable(false);
      case FAILING -> response.setCode(DnsResponseCode.SERVFAIL);
      case REFUSING -> response.setCode(DnsResponseCode.REFUSED);
      case TRUNCATING -> {
        if (over.equals("UDP")) {
          response.setTruncated(true);
        } else {
          fill(response, name, question.type());
        }
      }
      case null, default -> fill(response, name, question.type());
    }
    return response;
  }

  private void fill(DnsResponse response, String name, DnsRecordType type) {
    String owner = name;
    for (int i = 0; i < 20; i++) {
      List<Data> all = zone.getOrDefault(owner, List.of());
      List<Data> fitting = all.stream().filter(data -> data.type().equals(type)).toList();
      List<Data> aliases =
          all.stream().filter(data -> data.type().equals(DnsRecordType.CNAME)).toList();
      for (Data data : fitting.isEmpty() ? aliases : fitting) {
        response.addRecord(DnsSection.ANSWER, record(owner, data));
      }
      if (!fitting.isEmpty()) {
        return;
      }
      if (aliases.isEmpty()) {
        break;
      }
      owner = key(aliases.getFirst().target());
    }
    if (!zone.containsKey(owner)) {
      response.setCode(DnsResponseCode.NXDOMAIN);
    }
    if (soa != null) {
      response.addRecord(
          DnsSection.AUTHORITY,
          new DefaultDnsRawRecord(
              "example.com.", DnsRecordType.SOA, soaTtl, Unpooled.wrappedBuffer(soa)));
    }
  }

  private static DnsRecord record(String owner, Data data) {
    return data.type().equals(DnsRecordType.PTR)
        ? new DefaultDnsPtrRecord(owner + ".", DnsRecord.CLASS_IN, data.ttl(), data.target() + ".")
        : new DefaultDnsRawRecord(
            owner + ".", data.type(), data.ttl(), Unpooled.wrappedBuffer(data.bytes()));
  }

  private static byte[] wire(String name) {
    ByteBuf bytes = Unpooled.buffer();
    for (String label : name.split("\\.")) {
      bytes.writeByte(label.length());
      bytes.writeCharSequence(label, StandardCharsets.ISO_8859_1);
    }
    bytes.writeByte(0);
    return ByteBufUtil.getBytes(bytes);
  }

  private static String key(String name) {
    return DnsAnswer.plain(name).toLowerCase(Locale.ROOT);
  }

  private final class OverUdp extends SimpleChannelInboundHandler<DatagramDnsQuery> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION);
      if (whims.get(key(question.name())) == Whim.FORGED_FIRST) {
        context.write(forged(query, query.id() ^ 1, question));
        context.write(
            forged(
                query, query.id(), new DefaultDnsQuestion("other.example.com.", question.type())));
      }
      DnsResponse response =
          answer(
              "UDP",
              question,
              new DatagramDnsResponse(query.recipient(), query.sender(), query.id()));
      if (response == null) {
        context.flush();
      } else {
        context.writeAndFlush(response);
      }
    }

    private DatagramDnsResponse forged(DatagramDnsQuery query, int id, DnsQuestion question) {
      var forged = new DatagramDnsResponse(query.recipient(), query.sender(), id);
      forged.addRecord(DnsSection.QUESTION, question);
      forged.addRecord(
          DnsSection.ANSWER,
          new DefaultDnsPtrRecord(question.name(), DnsRecord.CLASS_IN, 60, "forged.example.com."));
      return forged;
    }
  }

  private final class OverTcp extends SimpleChannelInboundHandler<DefaultDnsQuery> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, DefaultDnsQuery query) {
      DnsResponse response =
          answer("TCP", query.recordAt(DnsSection.QUESTION), new DefaultDnsResponse(query.id()));
      if (response != null) {
        context.writeAndFlush(response);
      }
    }
  }
}
