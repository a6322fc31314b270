package dev.kinetd.runtime.builtin;

import dev.kinetd.api.TcpMux;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a TCPMUX client (RFC 1078) has asked for, as far as its bytes have come. Made from bytes
 * that were looked at and not taken: what follows the line belongs to the handler.
 */
public sealed interface MuxRequest {

  /** The longest line that can ask for a service, its CR LF counted: no more need be looked at. */
  int MAX_LINE_BYTES = TcpMux.MAX_NAME_LENGTH + 2;

  /** The line has not ended yet. */
  record Incomplete() implements MuxRequest {}

  /** No service has a name that long; the client is to be refused. */
  record TooLong() implements MuxRequest {}

  /**
   * A whole line.
   *
   * @param name one character for each byte, whatever they are: untrusted
   * @param lineBytes how many bytes the line takes, its end counted
   */
  record Named(String name, int lineBytes) implements MuxRequest {}

  /**
   * Reads the bytes from position to limit and leaves both as they are. A line ends with CR LF or
   * LF.
   */
  static MuxRequest of(ByteBuffer peeked) {
    int start = peeked.position();
    int most = Math.min(peeked.remaining(), MAX_LINE_BYTES);
    for (int i = 0; i < most; i++) {
      if (peeked.get(start + i) == '\n') {
        boolean cr = i > 0 && peeked.get(start + i - 1) == '\r';
        var name = new byte[cr ? i - 1 : i];
        peeked.get(start, name);
        return name.length > TcpMux.MAX_NAME_LENGTH
            ? new TooLong()
            : new Named(new String(name, StandardCharsets.ISO_8859_1), i + 1);
      }
    }
    return most == MAX_LINE_BYTES ? new TooLong() : new Incomplete();
  }
}
