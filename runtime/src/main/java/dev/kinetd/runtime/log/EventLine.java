package dev.kinetd.runtime.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.kinetd.api.Printable;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * One line of the log in the making, as {@code time event key=value ...} or as a JSON object.
 * Values are escaped here, so that nothing a client sends can forge a line. Belongs to the log's
 * thread.
 */
public final class EventLine {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final int MAX_VALUE = 200;

  private final boolean json;
  private final StringBuilder text = new StringBuilder(256);

  EventLine(boolean json) {
    this.json = json;
  }

  void begin(long timeMillis) {
    String time = TIME.format(Instant.ofEpochMilli(timeMillis));
    if (json) {
      text.append("{\"time\":\"").append(time).append('"');
    } else {
      text.append(time);
    }
  }

  /** The event's name, such as {@code refused}; the first thing to be said. */
  public EventLine name(String event) {
    if (json) {
      text.append(",\"event\":\"").append(event).append('"');
    } else {
      text.append(' ').append(event);
    }
    return this;
  }

  /** A field with any text; left out when null. */
  public EventLine field(String key, String value) {
    if (value == null) {
      return this;
    }
    if (json) {
      key(key).append('"');
      String cut = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "...";
      JsonStringEncoder.getInstance().quoteAsString(cut, text);
      text.append('"');
    } else if (isPlain(value)) {
      key(key).append(value);
    } else {
      key(key).append('"').append(Printable.of(value)).append('"');
    }
    return this;
  }

  /** A field with a number. */
  public EventLine field(String key, long value) {
    key(key).append(value);
    return this;
  }

  /** A duration in seconds, given in nanoseconds and written with six decimals. */
  public EventLine seconds(String key, long nanos) {
    long micros = nanos / 1000;
    key(key).append(micros / 1_000_000).append('.');
    String fraction = Long.toString(1_000_000 + micros % 1_000_000);
    text.append(fraction, 1, 7);
    return this;
  }

  private StringBuilder key(String key) {
    return json
        ? text.append(",\"").append(key).append("\":")
        : text.append(' ').append(key).append('=');
  }

  private static boolean isPlain(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_VALUE
        && value.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\' && c != '=');
  }

  void end() {
    text.append(json ? "}\n" : "\n");
  }

  StringBuilder text() {
    return text;
  }
}
