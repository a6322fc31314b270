package dev.kinetd.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameMapTest {

  private final NameMap<String> map = new NameMap<>();

  @Test
  void matchesNamesWholeAndSuffixesAtDots() {
    // given
    add("www.example.com", ".example.com", "example.com", ".com", "ww.example.com", ".ample.com");

    // then
    assertThat(known("www.example.com")).containsExactly("www.example.com", ".example.com", ".com");
    assertThat(known("example.com")).containsExactly("example.com", ".com");
    assertThat(known("com")).isEmpty();
    assertThat(known("www.example.com.evil.net")).isEmpty();
  }

  @Test
  void makesNothingOfCapitals() {
    // given
    add("WWW.example.COM", ".ORG");

    // then
    assertThat(known("www.Example.com")).containsExactly("WWW.example.COM");
    assertThat(known("a.oRg")).containsExactly(".ORG");
  }

  @Test
  void tellsTheFourWildcardsApart() {
    // given
    add("LOCAL", "KNOWN", "UNKNOWN", "PARANOID");

    // then
    assertThat(known("printer")).containsExactly("LOCAL", "KNOWN");
    assertThat(known("www.example.com")).containsExactly("KNOWN");
    assertThat(map.get(ClientName.UNKNOWN)).containsExactly("UNKNOWN");
    assertThat(map.get(ClientName.FAILED)).containsExactly("UNKNOWN");
    assertThat(map.get(ClientName.PARANOID)).containsExactly("PARANOID");
  }

  @Test
  void takesNoNameForAWildcard() {
    // given
    add("UNKNOWN", "PARANOID", "LOCAL");

    // then
    assertThat(known("unknown")).containsExactly("LOCAL");
    assertThat(known("PARANOID")).containsExactly("LOCAL");
  }

  private void add(String... patterns) {
    for (String pattern : patterns) {
      map.add(pattern, pattern);
    }
  }

  private List<String> known(String name) {
    return map.get(ClientName.known(name));
  }
}
