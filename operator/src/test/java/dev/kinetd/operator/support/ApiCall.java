package dev.kinetd.operator.support;

import java.time.Instant;
import java.util.Set;

/**
 * One request to the API server.
 *
 * @param uri path and query
 * @param userAgent as the client calls itself
 */
public record ApiCall(Instant time, String method, String uri, String userAgent) {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** Whether it changes something that is not a lease; to ask for one's own rights does not. */
  public boolean isWrite() {
    return !READS.contains(method)
        && !uri.contains("/leases")
        && !uri.startsWith("/apis/authorization.k8s.io/");
  }

  /** Whether it is a watch. */
  public boolean isWatch() {
    return method.equals("GET") && uri.contains("watch=true");
  }

  /** Whether it writes an object of this kind, by its plural; the status of it not counted. */
  public boolean writes(String plural) {
    return isWrite() && path().matches(".*/" + plural + "(/[^/]+)?");
  }

  /** Whether it writes the status of an object of this kind. */
  public boolean writesStatus(String plural) {
    return isWrite() && path().matches(".*/" + plural + "/[^/]+/status");
  }

  private String path() {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  @Override
  public String toString() {
    return method + " " + path();
  }
}
