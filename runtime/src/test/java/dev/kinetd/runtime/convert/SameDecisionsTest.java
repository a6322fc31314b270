package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Verdict;
import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.Reading;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Converted rules, written and read back, decide as the hosts files that they were made from. */
class SameDecisionsTest {

  private static final int FILES = 3000;
  private static final List<String> DAEMONS = List.of("sshd", "in.ftpd", "report");
  private static final List<InetdService> SERVICES =
      List.of(
          service("sshd", "sshd"),
          service("ftp-tcp", "in.ftpd"),
          service("ftp6-tcp", "in.ftpd"),
          service("report", "report"),
          service("other", "cat"));
  private static final List<String> CLIENTS =
      List.of(
          "ALL",
          "ALL",
          "LOCAL",
          "KNOWN",
          "UNKNOWN",
          "PARANOID",
          ".example.com",
          "www.example.com",
          ".www.example.com",
          "printer",
          "10.0.0.0/8",
          "10.128.0.0/255.128.0.0",
          "10.",
          "10.128.1.",
          "10.128.1.1",
          "10.1.2.3/8",
          "10.0.0.0/0",
          "0.0.0.0/0.0.0.0",
          "10.128",
          "[2001:db8::]/32",
          "[2001:db8::1]/64",
          "[2001:db8::1]",
          "[::]/0");
  private static final List<Source> ADDRESSES =
      List.of(
          Source.ofIpv4(0x0a800101),
          Source.ofIpv4(0x0a800102),
          Source.ofIpv4(0x0a000001),
          Source.ofIpv4(0x0a7fffff),
          Source.ofIpv4(0x0b000000),
          new Source(0x20010db8_00000000L, 1),
          new Source(0x20010db8_00000001L, 1),
          new Source(0x20010db9_00000000L, 1));
  private static final List<ClientName> NAMES =
      List.of(
          ClientName.known("WWW.example.com"),
          ClientName.known("a.www.example.com"),
          ClientName.known("example.com"),
          ClientName.known("printer"),
          ClientName.known("x.org"),
          ClientName.UNKNOWN,
          ClientName.PARANOID);

  @TempDir private Path folder;

  @Test
  void decideAlike() throws IOException {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    int untangled = 0;
    for (int i = 0; i < FILES; i++) {
      var files =
          new TextFiles(
              Map.of("hosts.allow", lines(random, true), "hosts.deny", lines(random, false)));

      // when
      Conversion conversion = HostsConversion.convert("hosts.allow", "hosts.deny", files, SERVICES);
      AccessRules rules = compile(conversion);

      // then
      compare(files, rules, "%s, seed %d".formatted(files, seed));
      if (conversion.rules().stream().allMatch(rule -> rule.spec().hostsAccess() == null)) {
        untangled++;
      }
    }
    System.out.println(untangled + " of " + FILES + " became rules without a hostsAccess block");
    assertThat(untangled).isGreaterThan(FILES / 2);
  }

  private static void compare(TextFiles files, AccessRules rules, String what) {
    HostsRules hosts = HostsRules.read("hosts.allow", "hosts.deny", files);
    for (InetdService service : SERVICES) {
      for (Source address : ADDRESSES) {
        for (ClientName name : NAMES) {
          var request = HostsRequest.of(service.daemonName(), address);
          Facts facts = Facts.REHEARSAL.withClientName(name);
          var before = (HostsDecision) hosts.decide(request, facts.hosts());
          var after = (Verdict) rules.of(service.name()).decide(request, Instant.EPOCH, facts);
          assertThat(after.granted())
              .as("%s %s %s: %s", service.name(), address, name, what)
              .isEqualTo(before.verdict() == HostsDecision.Verdict.GRANTED);
        }
      }
    }
  }

  private AccessRules compile(Conversion conversion) throws IOException {
    var text = new StringBuilder("# converted\n");
    for (AccessRule rule : conversion.rules()) {
      text.append(RuleYaml.of(rule));
    }
    Path file = Files.writeString(folder.resolve("rules.yaml"), text);
    Reading reading =
        Documents.read(
            List.of(file), new ReadOptions(null, Dialect.OPENBSD, ServiceNames.of(file)));
    assertThat(reading.findings())
        .filteredOn(finding -> !finding.text().equals("declares no service"))
        .isEmpty();
    return AccessRules.compile(reading.rules(), SERVICES, AccessRules.NONE);
  }

  private static String lines(Random random, boolean allow) {
    var text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(random.nextInt(3) == 0 ? list(random, DAEMONS, 2) : "ALL")
          .append(random.nextInt(8) == 0 ? " EXCEPT " + pick(random, DAEMONS) : "")
          .append(": ")
          .append(list(random, CLIENTS, 3))
          .append(random.nextInt(6) == 0 ? " EXCEPT " + list(random, CLIENTS, 2) : "")
          .append(random.nextInt(40) == 0 ? " EXCEPT " + list(random, CLIENTS, 1) : "")
          .append(options(random))
          .append(random.nextInt(60) == 0 ? "" : "\n");
    }
    if (!allow && random.nextBoolean()) {
      text.append("ALL: ALL\n");
    }
    return text.toString();
  }

  private static String options(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> ": deny";
      case 1 -> ": ALLOW";
      case 2 -> ": severity info : allow";
      case 3 -> ": nosuchoption";
      case 4 -> ": twist /bin/false";
      case 5 -> ": spawn /bin/true : setenv A b\\:c";
      case 7 -> ": setenv A=b";
      case 6 -> ": banners /no/such : deny";
      default -> "";
    };
  }

  private static String list(Random random, List<String> words, int most) {
    var list = new StringBuilder(pick(random, words));
    for (int i = random.nextInt(most); i > 0; i--) {
      list.append(random.nextBoolean() ? ", " : " ").append(pick(random, words));
    }
    return list.toString();
  }

  private static String pick(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static InetdService service(String name, String daemon) {
    var handler = new Handler(List.of("/usr/sbin/" + daemon), null, null);
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, null, null, null, handler, null, null, null);
    return new InetdService(Metadata.named(name), spec);
  }
}
