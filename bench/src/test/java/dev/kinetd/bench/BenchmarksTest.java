package dev.kinetd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks run; what they measure is for {@code bench/run}. */
class BenchmarksTest {

  @Test
  void run() throws Exception {
    // given
    var options =
        new OptionsBuilder()
            .param("rules", "10")
            .param("lines", "10")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    // when
    Collection<RunResult> results = new Runner(options).run();

    // then
    assertThat(results)
        .hasSize(1 + HostsFilesBenchmark.Kind.values().length)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }
}
