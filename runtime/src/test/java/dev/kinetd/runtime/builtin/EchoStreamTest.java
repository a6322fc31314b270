package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoStreamTest {

  /** Counts how often the echo asks for more. */
  private static final class Demand extends ChannelOutboundHandlerAdapter {
    int reads;

    @Override
    public void read(ChannelHandlerContext ctx) {
      reads++;
      ctx.read();
    }
  }

  private final Demand demand = new Demand();
  private final EmbeddedChannel channel = new EmbeddedChannel(demand, new EchoStream());

  @BeforeEach
  void readsOnDemandAlone() {
    channel.config().setAutoRead(false);
  }

  @Test
  void sendsBackWhatCame() {
    // given, when
    channel.writeInbound(Unpooled.copiedBuffer(new byte[] {1, 2, 3}));

    // then
    ByteBuf echoed = channel.readOutbound();
    assertThat(new byte[] {echoed.readByte(), echoed.readByte(), echoed.readByte()})
        .containsExactly(1, 2, 3);
    echoed.release();
  }

  @Test
  void asksForNothingWhileTheClientDoesNotRead() {
    // given
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    int before = demand.reads;

    // when
    channel.writeInbound(Unpooled.copiedBuffer(new byte[] {1}));

    // then
    assertThat(demand.reads).isEqualTo(before);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertThat(demand.reads).isGreaterThan(before);
    channel.releaseOutbound();
  }

  @Test
  void closesAfterTheEndOfInput() {
    // given
    channel.writeInbound(Unpooled.copiedBuffer(new byte[] {1}));

    // when
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

    // then
    assertThat(channel.isOpen()).isFalse();
    channel.releaseOutbound();
  }

  @Test
  void takesAResetForAnEndAndNotForAnError() {
    // given, when
    channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

    // then
    assertThat(channel.isOpen()).isFalse();
    channel.checkException();
  }
}
