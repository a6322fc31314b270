package dev.kinetd.runtime.builtin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;

/**
 * RFC 864 on a stream: writes as long as there is room, drops what the client sends. A client that
 * ends its own side still reads, as with every inetd; it stops by closing.
 */
final class ChargenStream extends StreamBuiltin {

  private static final ByteBuf CYCLE =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(CharacterGenerator.LINES * CharacterGenerator.LINE_LENGTH)
              .writeBytes(CharacterGenerator.cycle())
              .asReadOnly());

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    fill(ctx);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    fill(ctx);
  }

  private static void fill(ChannelHandlerContext ctx) {
    if (!ctx.channel().isWritable()) {
      return;
    }
    do {
      ctx.write(CYCLE.duplicate(), ctx.voidPromise());
    } while (ctx.channel().isWritable());
    ctx.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }

  @Override
  void inputEnded(ChannelHandlerContext ctx) {
    // Half-closed: the client still reads. One that is gone shows as an error of the next write.
  }
}
