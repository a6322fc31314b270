package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {

  @Test
  void readsAsCompilersWriteIt() {
    assertThat(Origin.ofFile("a.conf")).hasToString("a.conf");
    assertThat(Origin.ofLine("a.conf", 3)).hasToString("a.conf:3");
    assertThat(new Origin("a.yaml", 3, 14)).hasToString("a.yaml:3:14");
  }

  @Test
  void escapesAFileNameThatCouldForgeALine() {
    assertThat(Origin.ofLine("d/a\nb", 1)).hasToString("d/a\\nb:1");
  }
}
