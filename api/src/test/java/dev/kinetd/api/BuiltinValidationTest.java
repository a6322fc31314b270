package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltinValidationTest {

  private static List<Finding> findings(Builtin builtin, Protocol protocol) {
    var spec =
        new InetdServiceSpec(
            null,
            null,
            protocol,
            null,
            null,
            null,
            null,
            new UnixSocket("/run/x", null, null, null),
            null,
            new Handler(null, null, builtin),
            null,
            null,
            null);
    return ServiceValidator.validate(new InetdService(Metadata.named("x"), spec));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TcpMux")
  void refusesDatagramsOnAUnixSocket(Builtin builtin) {
    // given, when, then
    assertThat(findings(builtin, Protocol.UDP)).extracting(Finding::field).contains("spec.socket");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TcpMux")
  void acceptsStreamsOnAUnixSocket(Builtin builtin) {
    // given, when, then
    assertThat(findings(builtin, Protocol.TCP)).isEmpty();
  }
}
