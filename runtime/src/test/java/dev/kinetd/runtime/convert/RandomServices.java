package dev.kinetd.runtime.convert;

import dev.kinetd.api.Access;
import dev.kinetd.api.Action;
import dev.kinetd.api.Builtin;
import dev.kinetd.api.Handler;
import dev.kinetd.api.HostsFiles;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.KubernetesService;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Limits;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Mode;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.PerSource;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.RuntimeRef;
import dev.kinetd.api.ServiceType;
import dev.kinetd.api.Stderr;
import dev.kinetd.api.TcpMux;
import dev.kinetd.api.Toggle;
import dev.kinetd.api.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Valid services without what only a runtime outside Kubernetes knows, with words of all kinds. */
final class RandomServices {

  /** What some reader of YAML takes for something else than text, or for the end of one. */
  private static final List<String> WORDS =
      List.of(
          "y",
          "No",
          "on",
          "null",
          "~",
          "1",
          "007",
          "0x1f",
          "0o17",
          "1_000",
          "1e3",
          ".5",
          "+1",
          "12:30:45",
          "2026-01-31",
          ".inf",
          ".NaN",
          "=",
          "<<",
          "-",
          "--",
          "- a",
          "?",
          ":",
          "a: b",
          "a #b",
          "#",
          "!x",
          "&a",
          "*a",
          "%d",
          "@x",
          "`x`",
          "{}",
          "[a]",
          "'",
          "\"",
          "\\",
          "|",
          ">",
          "",
          " ",
          " a",
          "a ",
          "a\nb",
          "\n",
          "a\n",
          "\na",
          " a\n b\n\n",
          "a\r",
          "\t",
          "\u001b[0m",
          "m\u00fcller",
          "\u2028",
          "\ud83d\ude00",
          "---",
          "...",
          "--- a",
          "a,b",
          "-v",
          "/usr/bin/x");

  private final Random random;

  RandomServices(Random random) {
    this.random = random;
  }

  /** A service whose name and port nobody else has who gets another number. */
  InetdService next(int number) {
    boolean mux = random.nextInt(8) == 0;
    Protocol protocol = mux ? Protocol.TCP : pick(Protocol.TCP, Protocol.UDP);
    boolean builtin = !mux && random.nextInt(4) == 0;
    Mode mode = mux ? Mode.TcpMux : builtin ? null : mode(protocol);
    String[] prefixes = {"", "1e", "0x", "no-", "2026-"};
    String name = prefixes[random.nextInt(prefixes.length)] + number;
    var metadata =
        new Metadata(
            name,
            random.nextInt(5) == 0 ? "1" : null,
            random.nextInt(3) == 0 ? Map.of("on", "off", "n", "1.0") : null,
            random.nextInt(3) == 0 ? Map.of("note", word()) : null);
    var spec =
        new InetdServiceSpec(
            random.nextInt(5) == 0 ? new RuntimeRef("1") : null,
            mux ? null : 1 + number,
            protocol,
            mode,
            mux ? new TcpMux("yes" + number, random.nextBoolean()) : null,
            null,
            null,
            null,
            random.nextInt(3) == 0 ? 1 + random.nextInt(65535) : null,
            builtin ? new Handler(null, null, pick(Builtin.Echo, Builtin.Time)) : program(),
            null,
            new Launch(
                account(), account(), null, orNull(Toggle.values()), orNull(Stderr.values())),
            new Limits(
                random.nextInt(3) == 0 ? 1 + random.nextInt(5000) : null,
                random.nextInt(3) == 0 ? new PerSource(pick(null, 7)) : null,
                pick(null, 60)),
            new Access(
                orNull(Action.values()),
                pick(null, "no"),
                orNull(HostsFiles.values()),
                orNull(OnLookupFailure.values())),
            random.nextInt(3) == 0 ? kubernetesService() : null);
    return new InetdService(metadata, spec);
  }

  private Mode mode(Protocol protocol) {
    return protocol == Protocol.UDP ? pick(null, Mode.Wait) : pick(Mode.Wait, Mode.PerConnection);
  }

  private Handler program() {
    var command = new ArrayList<String>();
    command.add("/" + word().strip());
    for (int i = random.nextInt(4); i > 0; i--) {
      command.add(word());
    }
    return new Handler(command, pick(null, word()), null);
  }

  private String account() {
    return pick(null, pick("nobody", pick("0", "no")));
  }

  private KubernetesService kubernetesService() {
    return new KubernetesService(
        orNull(ServiceType.values()),
        pick(null, Map.of("note", word())),
        pick(null, Map.of("on", "off")),
        orNull(TrafficPolicy.values()),
        pick(null, 30000 + random.nextInt(2768)),
        pick(null, "example.com/" + random.nextInt(9)));
  }

  private String word() {
    if (random.nextInt(3) > 0) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(" \t\n:#-'\"{}[],&*!|>%@`?abn019._~=\\\u00e9".charAt(random.nextInt(34)));
    }
    return text.toString();
  }

  private <T> T pick(T one, T other) {
    return random.nextBoolean() ? one : other;
  }

  private <T> T orNull(T[] values) {
    return random.nextBoolean() ? null : values[random.nextInt(values.length)];
  }
}
