package dev.kinetd.runtime.builtin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the clock says, in the words of RFC 867 and RFC 868. */
final class TimeOfDay {

  /** From 1900-01-01 to 1970-01-01, as RFC 868 states it. */
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  private static final DateTimeFormatter CTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);

  private TimeOfDay() {}

  /** A line as of ctime(3) in the clock's time zone, with CR LF: what every inetd answers. */
  static byte[] daytime(Clock clock) {
    return (CTIME.format(ZonedDateTime.now(clock)) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Seconds since 1900, modulo 2^32, in network order. */
  static byte[] time(Clock clock) {
    long seconds = Instant.now(clock).getEpochSecond() + SECONDS_1900_TO_1970;
    return ByteBuffer.allocate(4).putInt((int) seconds).array();
  }
}
