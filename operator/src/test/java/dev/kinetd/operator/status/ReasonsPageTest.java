package dev.kinetd.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.ConditionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of conditions in the reference is made of {@link Reason}. */
class ReasonsPageTest {

  private static final Path PAGE = Path.of("../docs/reference.md");
  private static final String BEGIN = "<!-- table of conditions: made of the classes -->\n";
  private static final String END = "<!-- end of table of conditions -->\n";

  @Test
  void hasEveryReasonWithWhatTheUserCanDo() throws IOException {
    // given
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN).contains(END);

    // when
    String made =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("kinetd.generate")) {
      Files.writeString(PAGE, made);
    }

    // then
    assertThat(Files.readString(PAGE))
        .as("made anew by -Dtest=ReasonsPageTest -Dkinetd.generate=true")
        .isEqualTo(made);
  }

  private static String table() {
    var rows = new StringBuilder("| condition | status | reason | means | what to do |\n");
    rows.append("|---|---|---|---|---|\n");
    for (ConditionType type : ConditionType.values()) {
      for (ConditionStatus status : ConditionStatus.values()) {
        for (Reason reason : Reason.values()) {
          if (reason.type() == type && reason.status() == status) {
            rows.append(
                "| `%s` | %s | `%s` | %s | %s |\n"
                    .formatted(type, status, reason.word(), reason.meaning(), reason.remedy()));
          }
        }
      }
    }
    return rows.toString();
  }
}
