package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kinetd.api.Family;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConversionTest {

  @TempDir private Path folder;
  private final List<InetdService> beside = new ArrayList<>();

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
        .contains(
            "inetd.conf:1: warning: service port-7777-tcp4 listens at every address, not only at"
                + " 192.0.2.1, 192.0.2.2; the Service gives it one in Kubernetes; say who may come"
                + " in AccessRules",
            "inetd.conf:1: warning: service port-7777-tcp4 listens on IPv4 and IPv6, not only on"
                + " IPv4; in Kubernetes the cluster's families decide");
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
        .contains(
            "inetd.conf:2: warning: service port-7777-tcp6 is then the same as port-7777-tcp4; it"
                + " is left out");
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
        .contains(
            "inetd.conf:2: warning: service port-7777-tcp-192-0-2-2 then has the port of"
                + " port-7777-tcp; give one of them another port where both are to run outside"
                + " Kubernetes");
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

  @Test
  void saysWhatTheRuntimeMustHave() throws IOException {
    // when
    ServiceConversion conversion =
        convert(
            "ftp stream tcp nowait root.ftp /usr/sbin/tcpd /usr/sbin/in.ftpd -l",
            "echo stream tcp nowait root internal");

    // then
    assertThat(names(conversion)).containsExactly("ftp-tcp", "echo-tcp");
    assertThat(texts(conversion))
        .containsExactly(
            "inetd.conf:1: warning: service ftp-tcp has its clients judged by tcpd, which finds no"
                + " hosts files of this machine there; start the program itself, and convert"
                + " hosts.allow and hosts.deny beside this file",
            "inetd.conf:1: warning: service ftp-tcp starts /usr/sbin/tcpd, which stays on this"
                + " machine; in Kubernetes it must be in the runtime's image or one of its"
                + " handlerImages",
            "inetd.conf:1: warning: service ftp-tcp runs as root:ftp where the runtime may switch"
                + " users; set userSwitching: Enabled in the InetdRuntime, else it runs as the"
                + " runtime does");
  }

  @Test
  void givesServicesNamesThatAServiceOfKubernetesCanHave() throws IOException {
    // given
    beside.add(service("port-7777-tcp"));

    // when
    ServiceConversion conversion = convert("7777 stream tcp nowait nobody /bin/cat");

    // then
    assertThat(names(conversion)).containsExactly("port-7777-tcp-2");
    assertThat(texts(conversion))
        .contains(
            "inetd.conf:1: warning: service port-7777-tcp-2 was called 7777-tcp, which no Service"
                + " of Kubernetes can be; look for the new name in logs, metrics and rules");
  }

  @Test
  void keepsTheNameThatHostsFilesCallAServiceBy() throws IOException {
    // when
    ServiceConversion conversion =
        convert(
            "7777 stream tcp nowait nobody /bin/cat cat",
            "7778 stream tcp nowait nobody /bin/cat nameless/");

    // then
    assertThat(conversion.services())
        .extracting(InetdService::name, InetdService::daemonName)
        .containsExactly(tuple("port-7777-tcp", "cat"), tuple("port-7778-tcp", "7778-tcp"));
    assertThat(conversion.services().getFirst().spec().access().daemonName()).isNull();
  }

  @Test
  void leavesOutACommandThatIsTooLong() throws IOException {
    // when
    ServiceConversion conversion =
        convert("ftp stream tcp nowait nobody /bin/cat cat " + "x".repeat(5000));

    // then
    assertThat(conversion.services()).isEmpty();
    assertThat(texts(conversion))
        .anyMatch(text -> text.startsWith("inetd.conf:1: ") && text.contains("is left out"));
  }

  private static InetdService service(String name) {
    var handler = new Handler(List.of("/bin/cat"), null, null);
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, null, null, null, handler, null, null, null);
    return new InetdService(Metadata.named(name), spec);
  }

  private ServiceConversion convert(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("inetd.conf"), List.of(lines));
    var options = new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem());
    return ServiceConversion.of(Documents.read(List.of(file), options).services(), beside);
  }

  private static List<String> names(ServiceConversion conversion) {
    return conversion.services().stream().map(InetdService::name).toList();
  }

  private List<String> texts(ServiceConversion conversion) {
    return Stream.concat(conversion.losses().stream(), conversion.needs().stream())
        .map(Finding::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }
}
