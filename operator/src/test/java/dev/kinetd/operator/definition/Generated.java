package dev.kinetd.operator.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the checkout that are made of the classes, and compared with them by tests. */
final class Generated {

  /** What to do where a file and the classes differ. */
  static final String REMEDY =
      "made anew by: mvn -pl api,operator -am test -Dtest=CrdFilesTest,ReferenceTablesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dkinetd.generate=true";

  private Generated() {}

  /** What stands in a file, after it was written where the command says so. */
  static String inFile(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("kinetd.generate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
