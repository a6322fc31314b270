package dev.kinetd.runtime.log;

/**
 * A mistake of kinetd's own that it survived; worth a report to its authors.
 *
 * @param cause what was thrown
 */
public record Fault(long timeMillis, Throwable cause) implements Event {

  public static Fault of(Throwable cause) {
    return new Fault(System.currentTimeMillis(), cause);
  }

  @Override
  public void describe(EventLine line) {
    StackTraceElement[] trace = cause.getStackTrace();
    line.name("fault").field("text", String.valueOf(cause));
    if (trace.length > 0) {
      line.field("at", trace[0].toString());
    }
  }
}
