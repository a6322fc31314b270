package dev.kinetd.runtime.builtin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;

/**
 * RFC 862 on a stream. Needs a channel without auto-read: the next bytes are asked for only while
 * the last ones find room, so that a client that never reads costs no memory.
 */
final class EchoStream extends StreamBuiltin {

  private boolean ended;

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ctx.write(bytes, ctx.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
    readIfWritable(ctx);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    readIfWritable(ctx);
  }

  private void readIfWritable(ChannelHandlerContext ctx) {
    if (!ended && ctx.channel().isWritable()) {
      ctx.read();
    }
  }

  @Override
  void inputEnded(ChannelHandlerContext ctx) {
    ended = true;
    // Completes after everything that was written before it.
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
