package dev.kinetd.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Limits;
import dev.kinetd.api.PerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Source ALICE = Source.ofIpv4(0xc0000201);
  private static final Source BOB = Source.ofIpv4(0xc0000202);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static Limits instances(int instances) {
    return new Limits(instances, null, null);
  }

  private static Limits perSource(Integer instances) {
    return new Limits(null, new PerSource(instances), null);
  }

  private static Limits startsPerMinute(int starts) {
    return new Limits(null, null, starts);
  }

  @Test
  void refusesTheHandlerAboveTheInstances() {
    // given
    var admission = new Admission(instances(2), 0);
    admission.enterService(0);
    admission.enterService(0);

    // when
    Refusal refusal = admission.enterService(0);

    // then
    assertThat(refusal).isEqualTo(Refusal.INSTANCES);
    assertThat(admission.running()).isEqualTo(2);
  }

  @Test
  void admitsAgainWhenAHandlerIsGone() {
    // given
    var admission = new Admission(instances(1), 0);
    admission.enterService(0);

    // when
    admission.leaveService();

    // then
    assertThat(admission.enterService(0)).isNull();
  }

  @Test
  void refusesTheSourceThatHasAsManyAsItMay() {
    // given
    var admission = new Admission(perSource(2), 0);
    admission.enterSource(ALICE);
    SourceSlot second = admission.enterSource(ALICE);

    // when, then
    assertThat(admission.enterSource(ALICE)).isNull();
    assertThat(admission.enterSource(BOB)).isNotNull();
    second.leave();
    assertThat(admission.enterSource(ALICE)).isNotNull();
  }

  @Test
  void forgetsSourcesThatAreGone() {
    // given
    var admission = new Admission(perSource(2), 0);
    List<SourceSlot> slots = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      slots.add(admission.enterSource(Source.ofIpv4(i)));
    }

    // when
    slots.forEach(SourceSlot::leave);

    // then
    assertThat(admission.countedSources()).isZero();
  }

  @Test
  void remembersNoSourceWithoutALimit() {
    // given
    var admission = new Admission(instances(10), 0);

    // when
    SourceSlot slot = admission.enterSource(ALICE);

    // then
    assertThat(slot).isSameAs(admission.enterSource(BOB));
    assertThat(admission.countedSources()).isZero();
  }

  @Test
  void clientsFromBeforeALimitLeaveNobodyElsesPlace() {
    // given
    var admission = new Admission(perSource(null), 0);
    SourceSlot early = admission.enterSource(ALICE);
    admission.update(perSource(1));
    SourceSlot counted = admission.enterSource(ALICE);

    // when
    early.leave();

    // then
    assertThat(admission.enterSource(ALICE)).isNull();
    counted.leave();
    assertThat(admission.enterSource(ALICE)).isNotNull();
  }

  @Test
  void countsThroughATimeWithoutLimit() {
    // given
    var admission = new Admission(perSource(1), 0);
    SourceSlot first = admission.enterSource(ALICE);
    admission.update(perSource(null));
    SourceSlot uncounted = admission.enterSource(ALICE);
    admission.update(perSource(1));

    // when
    uncounted.leave();

    // then
    assertThat(admission.enterSource(ALICE)).isNull();
    first.leave();
    assertThat(admission.enterSource(ALICE)).isNotNull();
  }

  @Test
  void smallerLimitsWaitForThoseInside() {
    // given
    var admission = new Admission(new Limits(3, new PerSource(3), null), 0);
    List<SourceSlot> slots = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      slots.add(admission.enterSource(ALICE));
      admission.enterService(0);
    }
    admission.update(new Limits(2, new PerSource(2), null));

    // when
    slots.get(0).leave();
    admission.leaveService();

    // then
    assertThat(admission.enterSource(ALICE)).isNull();
    assertThat(admission.enterService(0)).isEqualTo(Refusal.INSTANCES);
    slots.get(1).leave();
    admission.leaveService();
    assertThat(admission.enterSource(ALICE)).isNotNull();
    assertThat(admission.enterService(0)).isNull();
  }

  @Test
  void startsAsManyAtOnceAsAMinuteAllows() {
    // given
    var admission = new Admission(startsPerMinute(3), 0);

    // when, then
    for (int i = 0; i < 3; i++) {
      assertThat(admission.enterService(0)).isNull();
    }
    assertThat(admission.enterService(0)).isEqualTo(Refusal.RATE);
    assertThat(admission.running()).isEqualTo(3);
  }

  @Test
  void refillsEvenlyOverTheMinute() {
    // given
    var admission = new Admission(startsPerMinute(3), 0);
    for (int i = 0; i < 3; i++) {
      admission.enterService(0);
    }

    // when, then
    assertThat(admission.nanosUntilStart(0)).isEqualTo(20 * SECOND);
    assertThat(admission.enterService(20 * SECOND - 1)).isEqualTo(Refusal.RATE);
    assertThat(admission.nanosUntilStart(20 * SECOND)).isZero();
    assertThat(admission.enterService(20 * SECOND)).isNull();
    assertThat(admission.enterService(20 * SECOND)).isEqualTo(Refusal.RATE);
  }

  @Test
  void savesUpNoMoreThanTheCapacity() {
    // given
    var admission = new Admission(startsPerMinute(2), 0);
    long later = TimeUnit.DAYS.toNanos(30);

    // when, then
    assertThat(admission.enterService(later)).isNull();
    assertThat(admission.enterService(later)).isNull();
    assertThat(admission.enterService(later)).isEqualTo(Refusal.RATE);
  }

  @Test
  void worksWhereTheMonotonicClockOverflows() {
    // given
    long now = Long.MAX_VALUE - 10 * SECOND;
    var admission = new Admission(startsPerMinute(1), now);
    admission.enterService(now);

    // when, then
    assertThat(admission.enterService(now + 59 * SECOND)).isEqualTo(Refusal.RATE);
    assertThat(admission.enterService(now + 60 * SECOND)).isNull();
  }

  @Test
  void anExhaustedBucketStaysExhaustedAcrossAReload() {
    // given
    var admission = new Admission(startsPerMinute(2), 0);
    admission.enterService(0);
    admission.enterService(0);

    // when
    admission.update(startsPerMinute(60));

    // then
    assertThat(admission.enterService(0)).isEqualTo(Refusal.RATE);
    assertThat(admission.nanosUntilStart(0)).isEqualTo(SECOND);
  }

  @Test
  void aServiceWithoutRateNeverWaits() {
    // given
    var admission = new Admission(instances(1), 0);
    admission.enterService(0);

    // when, then
    assertThat(admission.nanosUntilStart(0)).isZero();
  }
}
