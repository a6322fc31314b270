package dev.kinetd.runtime.builtin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A stream with one answer and an end: daytime (RFC 867) and time (RFC 868). What the client sends
 * is read and dropped until it has seen the end, because close(2) with unread bytes resets the
 * connection and may destroy the answer on its way.
 */
final class AnswerStream extends StreamBuiltin {

  /** How long a client that keeps its side open is waited for. */
  static final Duration LINGER = Duration.ofSeconds(2);

  private final Supplier<byte[]> answer;
  private boolean answered;
  private boolean ended;

  AnswerStream(Supplier<byte[]> answer) {
    this.answer = answer;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(answer.get()))
        .addListener((ChannelFuture sent) -> answered(ctx, sent.isSuccess()));
  }

  private void answered(ChannelHandlerContext ctx, boolean success) {
    answered = true;
    if (!success || ended) {
      ctx.close();
      return;
    }
    ((DuplexChannel) ctx.channel()).shutdownOutput();
    var limit = ctx.executor().schedule(() -> ctx.close(), LINGER.toNanos(), TimeUnit.NANOSECONDS);
    ctx.channel().closeFuture().addListener(closed -> limit.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }

  @Override
  void inputEnded(ChannelHandlerContext ctx) {
    ended = true;
    if (answered) {
      ctx.close();
    }
  }
}
