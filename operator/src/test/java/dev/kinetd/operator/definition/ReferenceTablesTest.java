package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of the reference are what the classes say; see {@link Generated} for the command. */
class ReferenceTablesTest {

  private static final Path PAGE = Path.of("../docs/reference.md");

  @Test
  void areWhatTheClassesSay() throws IOException {
    // given
    SourceDocs docs = Definitions.docs();
    String page = Files.readString(PAGE);
    for (Class<? extends CustomResource<?, ?>> resource : Definitions.RESOURCES) {
      Type[] parts = ((ParameterizedType) resource.getGenericSuperclass()).getActualTypeArguments();
      String kind = HasMetadata.getKind(resource);
      page = with(page, kind + ".spec", ReferenceTable.of("spec", (Class<?>) parts[0], docs));
      page = with(page, kind + ".status", ReferenceTable.of("status", (Class<?>) parts[1], docs));
    }

    // when
    String stands = Generated.inFile(PAGE, page);

    // then
    assertThat(stands).as("%s; %s", PAGE, Generated.REMEDY).isEqualTo(page);
  }

  /** The page with a table between its marks. */
  private static String with(String page, String name, String table) {
    String begin = "<!-- table " + name + ": made of the classes -->\n";
    String end = "<!-- end of table " + name + " -->\n";
    assertThat(page).contains(begin).contains(end);
    return page.substring(0, page.indexOf(begin) + begin.length())
        + table
        + page.substring(page.indexOf(end));
  }
}
