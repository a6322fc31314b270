package dev.kinetd.runtime.builtin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection on which no byte moved in either direction for a time. */
final class IdleLimit extends IdleStateHandler {

  IdleLimit(Duration limit) {
    // Observes output: a part of a large write that got through is movement, too.
    super(true, 0, 0, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    ctx.close();
  }
}
