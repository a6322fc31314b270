package dev.kinetd.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Limits;
import dev.kinetd.api.PerSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories, compared step by step with what plain lists and exact numbers say. */
class AdmissionModelTest {

  private static final int STEPS = 20_000;
  private static final BigInteger MINUTE = BigInteger.valueOf(60_000_000_000L);

  /** Numbers that divide a minute into whole nanoseconds, so that both sides agree to the last. */
  private static final int[] RATES = {1, 2, 3, 5, 10, 60, 600};

  /** Who came in counted, and their slots beside them. */
  private record Inside(int source, boolean counted, SourceSlot slot) {}

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Inside> inside = new ArrayList<>();
  private Limits limits = new Limits(4, null, null);
  private long now = random.nextLong();
  private final Admission admission = new Admission(limits, now);
  private int running;

  @Test
  void sourcesAndInstancesAgreeWithAListOfThoseInside() {
    System.out.println("seed " + seed);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0 -> reload();
        case 1, 2, 3 -> enterSource(step);
        case 4, 5 -> leaveSource();
        case 6 -> enterService(step);
        default -> leaveService();
      }
      assertThat(admission.running()).as("seed %d step %d", seed, step).isEqualTo(running);
    }
  }

  private void reload() {
    Integer perSource = random.nextBoolean() ? 1 + random.nextInt(3) : null;
    limits = new Limits(1 + random.nextInt(5), new PerSource(perSource), null);
    admission.update(limits);
  }

  private void enterSource(int step) {
    int source = random.nextInt(3);
    Integer limit = limits.perSource() == null ? null : limits.perSource().instances();
    long counted = inside.stream().filter(i -> i.counted() && i.source() == source).count();
    boolean admitted = limit == null || counted < limit;
    SourceSlot slot = admission.enterSource(Source.ofIpv4(source));
    assertThat(slot != null).as("seed %d step %d", seed, step).isEqualTo(admitted);
    if (admitted) {
      inside.add(new Inside(source, limit != null, slot));
    }
  }

  private void leaveSource() {
    if (!inside.isEmpty()) {
      inside.remove(random.nextInt(inside.size())).slot().leave();
    }
  }

  private void enterService(int step) {
    boolean admitted = running < limits.instances();
    assertThat(admission.enterService(now) == null)
        .as("seed %d step %d", seed, step)
        .isEqualTo(admitted);
    running += admitted ? 1 : 0;
  }

  private void leaveService() {
    if (running > 0) {
      running--;
      admission.leaveService();
    }
  }

  @Test
  void bucketAgreesWithExactArithmetic() {
    System.out.println("seed " + seed);
    int perMinute = RATES[random.nextInt(RATES.length)];
    admission.update(new Limits(Integer.MAX_VALUE, null, perMinute));
    // The level in tokens times nanoseconds of a minute.
    BigInteger full = MINUTE.multiply(BigInteger.valueOf(perMinute));
    BigInteger level = full;
    for (int step = 0; step < STEPS; step++) {
      long passed = random.nextLong(3 * MINUTE.longValue() / perMinute / 2);
      now += passed;
      BigInteger gain = BigInteger.valueOf(passed).multiply(BigInteger.valueOf(perMinute));
      level = level.add(gain).min(full);
      boolean admitted = level.compareTo(MINUTE) >= 0;
      assertThat(admission.nanosUntilStart(now) == 0)
          .as("seed %d step %d", seed, step)
          .isEqualTo(admitted);
      assertThat(admission.enterService(now) == null)
          .as("seed %d step %d", seed, step)
          .isEqualTo(admitted);
      level = admitted ? level.subtract(MINUTE) : level;
    }
  }
}
