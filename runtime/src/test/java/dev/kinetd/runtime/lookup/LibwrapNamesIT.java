package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients have the names that libwrap gives them, on a machine with the same files and DNS. */
class LibwrapNamesIT {

  private static final String HOSTS =
      """
      127.0.0.1 localhost
      ::1 localhost ip6-localhost
      10.9.0.40 inFile.example.com short
      10.9.0.41 first second
      10.9.0.42 second
      10.9.0.99 elsewhere.example.com
      fd09::99 six-elsewhere.example.com
      10.9.0.45 me.example.com localhost
      10.9.0.46 localhost
      10.9.0.47 10.9
      10.9.0.48 a.b.c.d.e f
      10.9.0.49 under_score!
      fd09::40 six-in-file
      """;

  private static final Pattern LINE = Pattern.compile("(\\S+) libwrap (.*) kinetd (.*)");

  /** Names by the last part of their address, of which DNS says all kinds of things. */
  static void zone(NameServer dns) {
    named(dns, 10, "good.example.com").address("good.example.com", 60, "10.9.0.10");
    named(dns, 11, "wrong.example.com").address("wrong.example.com", 60, "10.9.0.10");
    named(dns, 12, "nowhere.example.com");
    named(dns, 13, "alias.example.com").alias("alias.example.com", 60, "target.example.com");
    dns.address("target.example.com", 60, "10.9.0.13");
    dns.alias(reverse(15), 60, "15.zone.example.com").pointerAt("15.zone.example.com", 60, "d.e.f");
    dns.address("d.e.f", 60, "10.9.0.15");
    named(dns, 16, "10.9.0.16").address("10.9.0.16", 60, "10.9.0.16");
    named(dns, 17, "10.9").address("10.9", 60, "10.9.0.17");
    named(dns, 18, "0x0a090012").address("0x0a090012", 60, "10.9.0.18");
    named(dns, 19, "1.2.3.4.5").address("1.2.3.4.5", 60, "10.9.0.19");
    named(dns, 20, "a b.example.com").address("a b.example.com", 60, "10.9.0.20");
    named(dns, 21, "under_score.example.com").address("under_score.example.com", 60, "10.9.0.21");
    named(dns, 22, "-hyphen.example.com").address("-hyphen.example.com", 60, "10.9.0.22");
    named(dns, 23, "a.-hyphen-.com").address("a.-hyphen-.com", 60, "10.9.0.23");
    named(dns, 24, "");
    named(dns, 25, "MiXed.Example.com").address("mixed.example.com", 60, "10.9.0.25");
    named(dns, 26, "label").address("label", 60, "10.9.0.26");
    named(dns, 27, "localhost");
    named(dns, 28, "one.example.com").address("one.example.com", 60, "10.9.0.28");
    named(dns, 28, "two.example.com");
    named(dns, 29, "three.example.com");
    named(dns, 29, "four.example.com").address("four.example.com", 60, "10.9.0.29");
    named(dns, 30, "many.example.com").address("many.example.com", 60, "10.9.0.1");
    dns.address("many.example.com", 60, "10.9.0.30").address("many.example.com", 60, "10.9.0.2");
    named(dns, 31, "elsewhere.example.com").address("elsewhere.example.com", 60, "10.9.0.31");
    named(dns, 32, "six-elsewhere.example.com");
    dns.address("six-elsewhere.example.com", 60, "10.9.0.32");
    dns.failingAt(reverse(33)).refusingAt(reverse(34)).silentAt(reverse(35));
    named(dns, 36, "failing.example.com").failingAt("failing.example.com");
    named(dns, 37, "silent.example.com").silentAt("silent.example.com");
    named(dns, 38, "large.example.com").truncatingAt("large.example.com");
    dns.address("large.example.com", 60, "10.9.0.38");
    named(dns, 39, "only6.example.com").address("only6.example.com", 60, "fd09::39");
    named(dns, 43, "referred.example.com").referringAt("referred.example.com");
    dns.referringAt(reverse(44));
    dns.pointer("fd09::10", 60, "six.example.com").address("six.example.com", 60, "fd09::10");
    dns.pointer("fd09::11", 60, "six.example.com");
    dns.pointer("fd09::12", 60, "four.example.com");
    dns.pointer("fd09::13", 60, "10.9.0.13");
    dns.pointer("fd09::14", 60, "fd09::14");
  }

  private static NameServer named(NameServer dns, int last, String name) {
    return dns.pointer("10.9.0." + last, 60, name);
  }

  private static String reverse(int last) {
    return NameLookup.reverse(Literals.parse("10.9.0." + last));
  }

  @Test
  void namesClientsAsLibwrapDoes() throws Exception {
    // given
    var machine = new PrivateMachine().address("10.9.0.1/24").address("fd09::1/64");
    var clients = new ArrayList<>(List.of("127.0.0.1", "127.0.0.2", "::1", "10.9.0.1"));
    IntStream.rangeClosed(10, 50).forEach(last -> clients.add("10.9.0." + last));
    for (String last : List.of("10", "11", "12", "13", "14", "15", "40")) {
      machine.address("fd09::" + last);
      clients.add("fd09::" + last);
    }
    write(machine, "hosts", HOSTS);
    write(machine, "resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    write(machine, "nsswitch.conf", "hosts: files dns\n");
    write(machine, "host.conf", "multi on\n");
    write(machine, "hosts.allow", "ALL: ALL: twist /bin/echo %n\n");

    // when
    Map<String, String> libwrap = new LinkedHashMap<>();
    Map<String, String> ours = new LinkedHashMap<>();
    for (String line : run(machine, clients)) {
      Matcher words = LINE.matcher(line);
      if (words.matches()) {
        libwrap.put(words.group(1), words.group(2));
        ours.put(words.group(1), words.group(3));
      }
    }

    // then
    assertThat(ours).isEqualTo(libwrap);
    assertThat(ours.keySet()).containsExactlyElementsOf(clients);
    assertThat(ours.values()).contains("unknown", "paranoid", "good.example.com");
  }

  private static void write(PrivateMachine machine, String file, String text) {
    machine.run("rm -f /etc/" + file);
    text.lines().forEach(line -> machine.append("/etc/" + file, line));
  }

  private static List<String> run(PrivateMachine machine, List<String> clients) throws Exception {
    var command = new ArrayList<>(machine.words());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NamesBesideLibwrap.class.getName());
    command.add(Peer.OPENBSD_INETD.path().toString());
    command.add(Peer.TCPD.path().toString());
    command.addAll(clients);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(out).isZero();
      return out.lines().toList();
    } finally {
      process.destroy();
    }
  }
}
