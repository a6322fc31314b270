package dev.kinetd.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Limits;
import dev.kinetd.api.PerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class AdmissionConcurrencyTest {

  private static final int THREADS = 8;
  private static final int ROUNDS = 20_000;
  private static final int SOURCES = 3;

  /** One thread's work, told its number. */
  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void onAllThreads(Work work) throws Exception {
    var start = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  work.run(thread);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  @Test
  void neverMoreInstancesThanAllowedAndNoneInTheEnd() throws Exception {
    // given
    int limit = 3;
    var admission = new Admission(new Limits(limit, null, null), 0);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();

    // when
    onAllThreads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            if (admission.enterService(0) == null) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet();
              admission.leaveService();
            }
          }
        });

    // then
    assertThat(most).hasValueBetween(1, limit);
    assertThat(admission.running()).isZero();
  }

  @Test
  void neverMoreOfASourceThanAllowedAndNoneInTheEnd() throws Exception {
    // given
    int limit = 2;
    var admission = new Admission(new Limits(null, new PerSource(limit), null), 0);
    var inside = new AtomicIntegerArray(SOURCES);
    var most = new AtomicInteger();

    // when
    onAllThreads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            int number = (thread + i) % SOURCES;
            SourceSlot slot = admission.enterSource(Source.ofIpv4(number));
            if (slot != null) {
              most.accumulateAndGet(inside.incrementAndGet(number), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet(number);
              slot.leave();
            }
          }
        });

    // then
    assertThat(most).hasValueBetween(1, limit);
    assertThat(admission.countedSources()).isZero();
  }

  @Test
  void countsStayRightWhileLimitsComeAndGo() throws Exception {
    // given
    var admission = new Admission(new Limits(2, null, null), 0);
    var limits =
        List.of(
            new Limits(2, null, null),
            new Limits(5, new PerSource(1), null),
            new Limits(3, new PerSource(4), 1_000_000),
            new Limits(1, new PerSource(null), 10));

    // when
    onAllThreads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            if (thread == 0) {
              admission.update(limits.get(i % limits.size()));
            }
            SourceSlot slot = admission.enterSource(Source.ofIpv4(i % SOURCES));
            if (slot != null) {
              if (admission.enterService(i) == null) {
                admission.leaveService();
              }
              slot.leave();
            }
          }
        });

    // then
    assertThat(admission.running()).isZero();
    assertThat(admission.countedSources()).isZero();
  }

  @Test
  void manyThreadsTakeExactlyTheTokensThereAre() throws Exception {
    // given
    int tokens = 1000;
    var admission = new Admission(new Limits(Integer.MAX_VALUE, null, tokens), 0);

    // when
    onAllThreads(
        thread -> {
          for (int i = 0; i < tokens; i++) {
            admission.enterService(0);
          }
        });

    // then
    assertThat(admission.running()).isEqualTo(tokens);
  }
}
