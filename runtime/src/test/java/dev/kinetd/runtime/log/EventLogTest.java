package dev.kinetd.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static final String HOSTILE =
      "a\nrefused service=x\r\t\"quoted\" \\ \u0000\u001b[2J\u007f\u0085\u2028\ud800 é =";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void writesEveryEventOfManyThreadsInTheOrderOfEach() throws Exception {
    // given
    int threads = 8;
    int events = 5_000;
    var log = new EventLog(out, false);
    List<Thread> producers = new ArrayList<>();

    // when
    for (int t = 0; t < threads; t++) {
      String name = "producer" + t;
      producers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < events; i++) {
                      log.add(Message.of(name, Integer.toString(i)));
                    }
                  }));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    log.close();

    // then
    for (int t = 0; t < threads; t++) {
      String name = " producer" + t + " text=";
      assertThat(
              lines().stream().filter(line -> line.contains(name)).map(line -> line.split("=")[1]))
          .containsExactlyElementsOf(IntStream.range(0, events).mapToObj(String::valueOf).toList());
    }
    assertThat(log.dropped()).isZero();
  }

  @Test
  void tellsHowManyLinesItHadToDrop() throws Exception {
    // given
    var gate = new CountDownLatch(1);
    var log = new EventLog(new Gated(gate), false);
    int events = 250_000;

    // when
    for (int i = 0; i < events; i++) {
      log.add(Message.of("event", "x"));
    }
    long dropped = log.dropped();
    gate.countDown();
    log.close();

    // then
    assertThat(dropped).isPositive();
    long written = lines().stream().filter(line -> line.contains(" event text=x")).count();
    long told =
        lines().stream()
            .filter(line -> line.contains("lines of the log were dropped"))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*\"([0-9]+) lines.*", "$1")))
            .sum();
    assertThat(told).isEqualTo(dropped);
    assertThat(written + told).isEqualTo(events);
  }

  @Test
  void keepsHostileTextWithinItsLine() {
    // when
    String line = written(false, HOSTILE);

    // then
    assertThat(line.strip().chars()).allMatch(c -> c >= ' ' && c < 127);
    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
  }

  @Test
  void writesJsonThatSaysWhatWasSaid() throws Exception {
    // when
    String line = written(true, HOSTILE);
    JsonNode json = new ObjectMapper().readTree(line);

    // then
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    assertThat(json.get("event").asText()).isEqualTo("message");
    assertThat(json.get("text").asText()).isEqualTo(HOSTILE.replace('\ud800', '?'));
    assertThat(json.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void writesNumbersAndDurations() throws Exception {
    // given
    Event event =
        new Event() {
          @Override
          public long timeMillis() {
            return 0;
          }

          @Override
          public void describe(EventLine line) {
            line.name("exited")
                .field("pid", 42)
                .seconds("duration", 1_234_567_890)
                .field("no", null);
          }
        };

    // when
    String text = written(false, event);
    JsonNode json = new ObjectMapper().readTree(written(true, event));

    // then
    assertThat(text).endsWith("1970-01-01T00:00:00.000Z exited pid=42 duration=1.234567\n");
    assertThat(json.get("pid").asInt()).isEqualTo(42);
    assertThat(json.get("duration").asDouble()).isEqualTo(1.234567);
    assertThat(json.has("no")).isFalse();
  }

  @Test
  void goesOnAfterAnEventThatCannotBePutIntoWords() {
    // given
    Event broken =
        new Event() {
          @Override
          public long timeMillis() {
            return 0;
          }

          @Override
          public void describe(EventLine line) {
            line.name("half");
            throw new IllegalStateException("broken");
          }
        };
    var log = new EventLog(out, true);

    // when
    log.add(broken);
    log.add(Message.of("after", "still here"));
    log.close();

    // then
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).contains("fault", "broken").doesNotContain("half");
    assertThat(lines().get(1)).contains("still here");
  }

  @Test
  void doesNotMindThatNobodyReadsIt() {
    // given
    var log =
        new EventLog(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("broken pipe");
              }
            },
            false);

    // when
    log.add(Message.of("event", "x"));
    log.close();

    // then
    assertThat(log.dropped()).isZero();
  }

  private String written(boolean json, String text) {
    return written(json, Message.of("message", text));
  }

  private String written(boolean json, Event event) {
    out.reset();
    var log = new EventLog(out, json);
    log.add(event);
    log.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Lets nothing through until the gate is open: a reader of the log that has stopped. */
  private final class Gated extends OutputStream {

    private final CountDownLatch gate;

    Gated(CountDownLatch gate) {
      this.gate = gate;
    }

    @Override
    public void write(int b) {
      throw new IllegalStateException();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      out.write(bytes, offset, length);
    }
  }
}
