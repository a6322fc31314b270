package dev.kinetd.runtime.builtin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;

/** One connection of a built-in; runs on the channel's event loop alone. */
abstract class StreamBuiltin extends ChannelInboundHandlerAdapter {

  /** The client will send no more; it may still read. */
  abstract void inputEnded(ChannelHandlerContext ctx);

  @Override
  public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      inputEnded(ctx);
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
    if (!(cause instanceof IOException)) {
      // An IOException is a client that went away; anything else is for Netty to log.
      ctx.fireExceptionCaught(cause);
    }
  }
}
