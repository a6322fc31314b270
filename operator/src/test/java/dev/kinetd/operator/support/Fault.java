package dev.kinetd.operator.support;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What a {@link FaultyApi} does to some requests. Any thread. */
public final class Fault {

  private final AtomicInteger left;
  private final int times;
  private final Predicate<ApiCall> which;
  private final Effect effect;

  Fault(int times, Predicate<ApiCall> which, Effect effect) {
    this.times = times;
    this.left = new AtomicInteger(times);
    this.which = which;
    this.effect = effect;
  }

  /** What becomes of a request. */
  public sealed interface Effect permits Answer, Before, After {}

  /** The server does not hear of it, and the client gets this answer. */
  public record Answer(int status, Map<String, String> headers, String body) implements Effect {}

  /** Something happens first; the server never hears of it, the client gets no answer. */
  public record Before(Runnable action) implements Effect {}

  /** The server carries it out; then something happens, and the client gets no answer. */
  public record After(Runnable action) implements Effect {}

  /** The object was changed meanwhile. */
  public static Answer conflict() {
    return new Answer(409, Map.of(), status(409, "Conflict", "the object has been modified"));
  }

  /** The server has too much to do. */
  public static Answer throttled(int retryAfterSeconds) {
    return new Answer(
        429,
        Map.of("Retry-After", Integer.toString(retryAfterSeconds)),
        status(429, "TooManyRequests", "too many requests, please try again later"));
  }

  /** Something is wrong in the server. */
  public static Answer failure() {
    return new Answer(500, Map.of(), status(500, "InternalError", "etcdserver: request timed out"));
  }

  /** How many requests it has met. */
  public int met() {
    return times - Math.max(0, left.get());
  }

  boolean meets(ApiCall call) {
    return which.test(call) && left.getAndDecrement() > 0;
  }

  Effect effect() {
    return effect;
  }

  private static String status(int code, String reason, String message) {
    return """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
        "message":"%s","reason":"%s","code":%d}"""
        .formatted(message, reason, code);
  }
}
