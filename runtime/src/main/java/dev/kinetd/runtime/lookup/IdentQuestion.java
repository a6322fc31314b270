package dev.kinetd.runtime.lookup;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks on one connection, reads one line, and closes the connection once there is an answer,
 * whoever gave it. Used by its event loop alone.
 */
final class IdentQuestion extends SimpleChannelInboundHandler<ByteBuf> {

  private final int clientPort;
  private final int serverPort;
  private final CompletableFuture<Optional<String>> answer;
  private final StringBuilder line = new StringBuilder();

  IdentQuestion(int clientPort, int serverPort, CompletableFuture<Optional<String>> answer) {
    this.clientPort = clientPort;
    this.serverPort = serverPort;
    this.answer = answer;
  }

  /** There is no user. */
  void end() {
    answer.complete(Optional.empty());
  }

  @Override
  public void channelRegistered(ChannelHandlerContext context) {
    answer.whenComplete((_, _) -> context.close());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    String question = clientPort + "," + serverPort + "\r\n";
    context.writeAndFlush(
        context.alloc().buffer().writeBytes(question.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    int end = bytes.bytesBefore((byte) '\n');
    int length = Math.min(end < 0 ? bytes.readableBytes() : end, IdentReply.MOST);
    line.append(bytes.readCharSequence(length, StandardCharsets.ISO_8859_1));
    if (line.length() >= IdentReply.MOST) {
      end();
    } else if (end >= 0) {
      answer.complete(IdentReply.user(line.toString(), clientPort, serverPort));
    }
  }

  /** Whether it was ever connected or not. */
  @Override
  public void channelUnregistered(ChannelHandlerContext context) {
    end();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end();
  }
}
