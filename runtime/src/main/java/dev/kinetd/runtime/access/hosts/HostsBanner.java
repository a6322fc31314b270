package dev.kinetd.runtime.access.hosts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of a banner for one client.
 *
 * @param bytes what is sent, {@code %} expanded and lines ended by CR LF; null where a fact is
 *     wanting, or where it became so long that libwrap gives up
 * @param need the fact that is wanting, or null
 */
public record HostsBanner(byte[] bytes, HostsNeed need) {

  /** The most characters that libwrap's buffer for a line holds. */
  private static final int LINE = 16_382;

  /**
   * The banner in a file.
   *
   * @param facts those that the decision was taken with
   */
  public static HostsBanner of(byte[] file, HostsRequest request, HostsFacts facts) {
    var evaluation = new Evaluation(request, facts).withFactsAsked();
    var out = new ByteArrayOutputStream();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      String line = Expansion.of(text.substring(start, end), LINE, evaluation);
      if (line == null) {
        return new HostsBanner(null, evaluation.need());
      }
      out.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
      if (feed >= 0) {
        out.writeBytes(new byte[] {'\r', '\n'});
      }
      start = end + 1;
    }
    return new HostsBanner(out.toByteArray(), null);
  }
}
