package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Origin;
import dev.kinetd.runtime.access.hosts.NamedHost;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.lookup.HostAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameCheckTest {

  private final List<String> asked = new ArrayList<>();

  @Test
  void namesAliasesAndNamesOfNobody() {
    assertThat(findings("web.example.com", "Www.example.com", "gone.example.com"))
        .containsExactly(
            "hosts.allow:2: warning: \"Www.example.com\" matches nobody: it is another name of"
                + " web.example.com; write web.example.com",
            "hosts.allow:3: warning: \"gone.example.com\" matches nobody: no host has this name;"
                + " correct the name, or take it out");
  }

  @Test
  void asksForEachNameOnceAndSaysItOfEachPlace() {
    assertThat(findings("gone.example.com", "GONE.example.com")).hasSize(2);
    assertThat(asked).containsExactly("gone.example.com");
  }

  @Test
  void saysNothingOfWhatNobodyAnswersNorOfLocalhost() {
    assertThat(findings("silent.example.com", "localhost")).isEmpty();
    assertThat(asked).containsExactly("silent.example.com");
  }

  @Test
  void stopsAskingWhereNobodyAnswersAtAll() {
    // given
    String[] many =
        IntStream.range(0, 1000).mapToObj(i -> "silent" + i + ".x").toArray(String[]::new);

    // then
    assertThat(findings(many)).isEmpty();
    assertThat(asked).hasSize(64);
  }

  private List<String> findings(String... names) {
    var hosts = new ArrayList<NamedHost>();
    for (String name : names) {
      hosts.add(new NamedHost(Origin.ofLine("hosts.allow", hosts.size() + 1), "", name));
    }
    return new NameCheck(this::lookUp).findings(hosts).stream().map(Object::toString).toList();
  }

  private CompletableFuture<HostAddresses> lookUp(String name) {
    asked.add(name);
    List<Source> address = List.of(Source.ofIpv4(0x0a000001));
    return CompletableFuture.completedFuture(
        switch (name.substring(0, 3)) {
          case "web", "www" -> new HostAddresses("web.example.com", address, false);
          case "sil" -> new HostAddresses(null, List.of(), true);
          default -> new HostAddresses(null, List.of(), false);
        });
  }
}
