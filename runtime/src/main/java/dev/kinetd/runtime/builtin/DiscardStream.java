package dev.kinetd.runtime.builtin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;

/** RFC 863 on a stream. */
final class DiscardStream extends StreamBuiltin {

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }

  @Override
  void inputEnded(ChannelHandlerContext ctx) {
    ctx.close();
  }
}
