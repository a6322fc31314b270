package dev.kinetd.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.runtime.ConfigAssembly.Item;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigAssemblyTest {

  @Test
  void putsDocumentsOneBehindTheOther() {
    var assembly =
        ConfigAssembly.of(List.of(new Item("a", "---\na\n"), new Item("b", "---\nb\n")), Map.of());

    assertThat(assembly).isEqualTo(new ConfigAssembly("---\na\n---\nb\n", 2, Set.of()));
  }

  @Test
  void keepsTheVersionInForceOfWhatHasNoOther() {
    var assembly =
        ConfigAssembly.of(
            List.of(new Item("a", null), new Item("b", null)), Map.of("a", "---\nold\n"));

    assertThat(assembly).isEqualTo(new ConfigAssembly("---\nold\n", 1, Set.of()));
  }

  @Test
  void leavesOutWhatCrossesTheLineAndTakesWhatStillHasRoom() {
    String half = noise(1, 900_000);
    var assembly =
        ConfigAssembly.of(
            List.of(new Item("a", half), new Item("b", noise(2, 900_000)), new Item("c", "c")),
            Map.of());

    assertThat(assembly.tooLarge()).containsExactly("b");
    assertThat(assembly.documents()).isEqualTo(half + "c");
    assertThat(assembly.count()).isEqualTo(2);
  }

  @Test
  void keepsTheOldVersionOfWhatGrewBeyondTheLine() {
    String other = noise(1, 900_000);
    var assembly =
        ConfigAssembly.of(
            List.of(new Item("a", noise(2, 900_000)), new Item("b", other)),
            Map.of("a", "old", "b", other));

    assertThat(assembly.tooLarge()).containsExactly("a");
    assertThat(assembly.documents()).isEqualTo("old" + other);
  }

  /** Text that packing makes little shorter. */
  private static String noise(long seed, int length) {
    return new Random(seed)
        .ints(length, '!', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
