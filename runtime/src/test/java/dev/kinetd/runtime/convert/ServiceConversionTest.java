package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Family;
import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConversionTest {

  @TempDir private Path folder;

  @Test
  void takesAwayWhereAServiceListens() throws IOException {
    // when
    ServiceConversion conversion =
        convert("192.0.2.1,192.0.2.2:7777 stream tcp4 nowait nobody /bin/cat");

    // then
    assertThat(conversion.services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.spec().addresses()).isEmpty();
              assertThat(service.spec().family()).isEqualTo(Family.Dual);
              assertThat(service.spec().port()).isEqualTo(7777);
            });
    assertThat(texts(conversion))
        .containsExactly(
            "inetd.conf:1: warning: service 7777-tcp4 listens at every address, not only at"
                + " 192.0.2.1, 192.0.2.2; the Service gives it one in Kubernetes; say who may come"
                + " in AccessRules",
            "inetd.conf:1: warning: service 7777-tcp4 listens on IPv4 and IPv6, not only on IPv4;"
                + " in Kubernetes the cluster's families decide");
  }

  @Test
  void makesOneServiceOfTheTwoHalvesOfOne() throws IOException {
    // when
    ServiceConversion conversion =
        convert(
            "7777 stream tcp4 nowait nobody /bin/cat", "7777 stream tcp6 nowait nobody /bin/cat");

    // then
    assertThat(names(conversion)).containsExactly("port-7777-tcp4");
    assertThat(texts(conversion))
        .hasSize(3)
        .last()
        .isEqualTo(
            "inetd.conf:2: warning: service 7777-tcp6 is then the same as 7777-tcp4; it is left"
                + " out");
  }

  @Test
  void saysThatTwoServicesHaveOnePort() throws IOException {
    // when
    ServiceConversion conversion =
        convert(
            "192.0.2.1:7777 stream tcp nowait nobody /bin/cat one",
            "192.0.2.2:7777 stream tcp nowait nobody /bin/cat two");

    // then
    assertThat(names(conversion)).containsExactly("port-7777-tcp", "port-7777-tcp-192-0-2-2");
    assertThat(texts(conversion))
        .last()
        .asString()
        .startsWith("inetd.conf:2: warning: service 7777-tcp-192-0-2-2 then has the port of");
  }

  @Test
  void leavesOutWhatHasNoPort() throws IOException {
    // when
    ServiceConversion conversion = convert("/run/x.sock stream unix nowait nobody /bin/cat");

    // then
    assertThat(conversion.services()).isEmpty();
    assertThat(texts(conversion))
        .singleElement()
        .asString()
        .startsWith("inetd.conf:1: warning: service run-x-sock-unix listens on the Unix socket");
  }

  private ServiceConversion convert(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("inetd.conf"), List.of(lines));
    var options = new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem());
    return ServiceConversion.of(Documents.read(List.of(file), options).services());
  }

  private static List<String> names(ServiceConversion conversion) {
    return conversion.services().stream().map(InetdService::name).toList();
  }

  private List<String> texts(ServiceConversion conversion) {
    return conversion.losses().stream()
        .map(Finding::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }
}
