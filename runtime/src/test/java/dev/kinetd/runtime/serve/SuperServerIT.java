package dev.kinetd.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.resolve.Credentials;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuperServerIT {

  @Test
  void handsTheConnectionToTheProgram() throws Exception {
    // given
    var out = new ByteArrayOutputStream();
    var log = new EventLog(out, false);
    var server = new SuperServer(4, log);
    int port;
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    server.apply(
        List.of(
            service(
                "cat",
                port,
                new Credentials("nobody", 65534, 65534, List.of()),
                "/bin/sh",
                "-c",
                "env; id; ls -l /proc/self/fd; cat /proc/self/status | egrep 'Sig|NoNew|Groups'; echo oops >&2; cat")));

    // when
    String answer;
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    // then
    System.out.println(answer);
    server.stopListening();
    server.drain(Duration.ofSeconds(5));
    server.stop();
    log.close();
    System.out.println(out);
    assertThat(answer).endsWith("hello\n");
  }

  private static ResolvedService service(
      String name, int port, Credentials who, String... command) {
    var spec =
        new InetdServiceSpec(
            null,
            port,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new Handler(List.of(command), null, null),
            new Launch(null, null, null, null),
            null);
    return new ResolvedService(
        new InetdService(Metadata.named(name), spec),
        Origin.ofFile("test"),
        List.of(new Endpoint.Inet(InetAddress.getLoopbackAddress(), port, true)),
        Path.of(command[0]),
        who);
  }
}
