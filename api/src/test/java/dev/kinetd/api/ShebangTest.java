package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShebangTest {

  @ParameterizedTest
  @CsvSource({
    "#!/bin/sh,                  /bin/sh,",
    "#! /bin/sh -e,              /bin/sh,      -e",
    "'#!/usr/bin/env -S perl -w  ', /usr/bin/env, -S perl -w",
    "#!/bin/awk\t-f,             /bin/awk,     -f",
  })
  void takesTheFirstLineApartAsTheKernelDoes(String line, String interpreter, String argument) {
    // given
    String script = line.replace("\\t", "\t") + "\necho\n";

    // when, then
    assertThat(Shebang.check("f", script)).isNull();
    assertThat(Shebang.of(script)).isEqualTo(new Shebang(interpreter, argument));
  }

  @Test
  void saysWhatToWriteWhereNoInterpreterIsNamed() {
    assertThat(Shebang.check("f", "echo hello\n").toString())
        .isEqualTo(
            "error: f: does not name its interpreter; begin the script with a line such as"
                + " #!/bin/sh or #!/usr/bin/env python3");
    assertThat(Shebang.check("f", "#!  \n").text()).contains("names no interpreter");
    assertThat(Shebang.check("f", "").text()).contains("does not name its interpreter");
  }

  @Test
  void saysWhatToWriteForARelativeInterpreter() {
    assertThat(Shebang.check("f", "#!bash\n").toString())
        .isEqualTo(
            "error: f: its interpreter \"bash\" is not an absolute path; write #!/usr/bin/env bash,"
                + " or where the program is, such as #!/bin/bash");
  }

  @Test
  void refusesALineEndOfWindowsWhichWouldBePartOfTheName() {
    assertThat(Shebang.check("f", "#!/bin/sh\r\necho\r\n").text()).contains("carriage return");
  }
}
