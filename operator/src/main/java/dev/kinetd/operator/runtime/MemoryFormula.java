package dev.kinetd.operator.runtime;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/**
 * How much memory a runtime's container needs: what the runtime itself takes, and what its handlers
 * take when all of them run. When the kernel ends one process of a container for want of memory it
 * ends all, the runtime included, so that the limit must hold the sum.
 */
final class MemoryFormula {

  /** The container's memory limit where the template says nothing else. */
  static final String DEFAULT_LIMIT = "512Mi";

  /** What the runtime itself takes with up to 1,000 services, in MiB. */
  static final int RUNTIME_MEBIBYTES = 160;

  private MemoryFormula() {}

  /** The formula with the figures of a pod, in words. */
  static String words(Quantity limit, long instances) {
    return "the limit must be at least "
        + RUNTIME_MEBIBYTES
        + " MiB for the runtime and, for each handler that runs at once, what one handler takes;"
        + " with the "
        + mebibytes(limit)
        + " MiB of now and the "
        + instances
        + " handlers that spec.limits.instances of its services allow, that leaves "
        + share(limit, instances)
        + " KiB for each";
  }

  private static long mebibytes(Quantity limit) {
    return bytes(limit) >> 20;
  }

  private static long share(Quantity limit, long instances) {
    long left = Math.max(0, bytes(limit) - ((long) RUNTIME_MEBIBYTES << 20));
    return (left >> 10) / Math.max(1, instances);
  }

  private static long bytes(Quantity limit) {
    BigDecimal bytes = Quantity.getAmountInBytes(limit);
    return bytes.longValue();
  }
}
