package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

  @Test
  void letsEverybodyInByDefaultButForHostsFiles() {
    // when
    Access access = service("report", new Handler(null, null, Builtin.Echo), null).spec().access();

    // then
    assertThat(access.defaultAction()).isEqualTo(Action.Allow);
    assertThat(access.hostsFiles()).isEqualTo(HostsFiles.Apply);
    assertThat(access.onLookupFailure()).isEqualTo(OnLookupFailure.Refuse);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/in.ftpd,,in.ftpd",
    "/usr/sbin/in.ftpd,ftpd,ftpd",
    "/usr/sbin/tcpd,/usr/sbin/in.ftpd,in.ftpd",
    "/bin/cat,/,report"
  })
  void isCalledInHostsFilesAsItsProgramCallsItself(String program, String argv0, String daemon) {
    assertThat(service("report", new Handler(List.of(program), argv0, null), null).daemonName())
        .isEqualTo(daemon);
  }

  @Test
  void isCalledInHostsFilesByItsOwnNameWithoutAProgram() {
    assertThat(service("report", new Handler(null, null, Builtin.Echo), null).daemonName())
        .isEqualTo("report");
    var script = new Handler(null, null, "#!/bin/sh\n", null);
    assertThat(service("report", script, null).daemonName()).isEqualTo("report");
  }

  @Test
  void isCalledInHostsFilesAsItSaysItself() {
    // given
    var access = new Access(null, "sshd", null, null);

    // then
    assertThat(service("x", new Handler(List.of("/bin/cat"), "c", null), access).daemonName())
        .isEqualTo("sshd");
  }

  @Test
  void selectsServicesByNameOrLabel() {
    // given
    InetdService report = service("report", null, null);
    var team = new Selector(Map.of("team", "ops"));

    // then
    assertThat(Services.ALL.select(report)).isTrue();
    assertThat(new Services(List.of("a", "report"), null).select(report)).isTrue();
    assertThat(new Services(List.of("a"), null).select(report)).isFalse();
    assertThat(new Services(null, team).select(report)).isTrue();
    assertThat(new Services(null, new Selector(Map.of("team", "dev"))).select(report)).isFalse();
    assertThat(new Services(null, new Selector(Map.of("team", "ops", "a", "b"))).select(report))
        .isFalse();
  }

  private static InetdService service(String name, Handler handler, Access access) {
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, null, null, null, handler, null, null, access);
    return new InetdService(new Metadata(name, null, Map.of("team", "ops"), null), spec);
  }
}
