package dev.kinetd.operator.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A TCP client in this machine's network, or, as a process, in a pod's.
 *
 * @param prefix words before the command that say in which network; none for this machine's
 * @param address that it connects to
 * @param port that it connects to
 */
public record TcpPeer(List<String> prefix, String address, int port) {

  private static final long PATIENCE_SECONDS = 10;
  private static final String TALK =
      "exec 3<>/dev/tcp/$0/$1 || exit 7; printf %s \"$2\" >&3; cat <&3";

  /** The status of a client that could not connect. */
  public static final int NOT_CONNECTED = 7;

  private static final int CUT = 1;

  /** What came back until the end, and the status: 0, {@link #NOT_CONNECTED}, or 1 when cut. */
  public record Answer(int status, String text) {}

  /** The same client in a pod's network. */
  TcpPeer in(PodNetwork.Sandbox sandbox) {
    return new TcpPeer(sandbox.words(), address, port);
  }

  /** Connects, sends this and, where it can, its end, and reads until the end. */
  public Answer say(String text) {
    return prefix.isEmpty() ? sayHere(text) : sayThere(text);
  }

  private Answer sayHere(String text) {
    var answer = new ByteArrayOutputStream();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) PATIENCE_SECONDS * 1_000);
      socket.setSoTimeout((int) PATIENCE_SECONDS * 1_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      socket.getInputStream().transferTo(answer);
      return new Answer(0, answer.toString(StandardCharsets.UTF_8));
    } catch (ConnectException e) {
      return new Answer(NOT_CONNECTED, "");
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no end of the answer from " + address + ":" + port, e);
    } catch (IOException e) {
      return new Answer(CUT, answer.toString(StandardCharsets.UTF_8));
    }
  }

  private Answer sayThere(String text) {
    var words = new ArrayList<>(prefix);
    words.addAll(List.of("bash", "-c", TALK, address, Integer.toString(port), text));
    try {
      Path out = Files.createTempFile("kinetd-peer-", "");
      try {
        Process process =
            new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("no end of the answer from " + address + ":" + port);
        }
        return new Answer(process.exitValue(), Files.readString(out));
      } finally {
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
