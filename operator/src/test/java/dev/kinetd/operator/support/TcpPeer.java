package dev.kinetd.operator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A TCP client as a process, in this machine's network or in a pod's.
 *
 * @param prefix words before the command, which say in which network
 * @param address that it connects to
 * @param port that it connects to
 */
public record TcpPeer(List<String> prefix, String address, int port) {

  private static final long PATIENCE_SECONDS = 10;

  /**
   * Arguments: address, port, text. Perl's base is on every Debian, and bash ends no half of it.
   */
  private static final String TALK =
      """
      use IO::Socket::INET;
      $SIG{PIPE} = 'IGNORE';
      my $server = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1]) or exit 7;
      syswrite $server, $ARGV[2];
      shutdown $server, 1;
      while (1) {
        my $read = sysread $server, my $text, 65536;
        exit 1 unless defined $read;
        exit 0 if $read == 0;
        syswrite STDOUT, $text;
      }
      """;

  /** The status of a client that could not connect. */
  public static final int NOT_CONNECTED = 7;

  /** What came back until the end, and the status: 0, {@link #NOT_CONNECTED}, or 1 when cut. */
  public record Answer(int status, String text) {}

  /** The same client in a pod's network. */
  TcpPeer in(PodNetwork.Sandbox sandbox) {
    return new TcpPeer(sandbox.words(), address, port);
  }

  /** Connects, sends this and the end of it, and reads until the end. */
  public Answer say(String text) {
    var words = new ArrayList<>(prefix);
    words.addAll(List.of("perl", "-e", TALK, address, Integer.toString(port), text));
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
