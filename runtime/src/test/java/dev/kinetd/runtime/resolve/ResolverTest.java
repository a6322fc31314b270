package dev.kinetd.runtime.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.frontend.DeclaredRule;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On machines that are described, and with the users root and nobody that every Linux has. */
class ResolverTest {

  private static final long ALL = -1L;
  private static final Machine ROOT = new Machine(0, 0, ALL, 1024, true);
  private static final Machine ORDINARY = new Machine(12345, 12345, 0, 1024, true);
  private static final int NOBODY = 65534;
  private static final String YAML =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: x}
      spec:
        port: 7777
      """;

  @TempDir private Path folder;
  private Machine machine = ROOT;
  private boolean noUserSwitch;
  private Dialect dialect = Dialect.OPENBSD;

  @Test
  void runsAHandlerAsTheUserOfItsLine() throws IOException {
    // when
    ResolvedService service = only("7777 stream tcp nowait nobody /bin/cat");

    // then
    assertThat(service.program()).isEqualTo(Path.of("/bin/cat"));
    assertThat(service.credentials().user()).isEqualTo("nobody");
    assertThat(service.credentials().uid()).isEqualTo(NOBODY);
    assertThat(service.credentials().groups()).contains(service.credentials().gid());
  }

  @Test
  void carriesTheRulesAndSaysWhichSelectNothing() throws IOException {
    // when
    Resolution resolution =
        yaml(
            """
            handler: {builtin: Echo}
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: AccessRule
            metadata: {name: office}
            spec: {services: {names: [x, y]}, action: Allow, from: [{cidr: 10.0.0.0/8}]}
            """
                .stripTrailing());

    // then
    assertThat(resolution.rules()).extracting(DeclaredRule::name).containsExactly("office");
    assertThat(resolution.findings())
        .extracting(Finding::text)
        .containsExactly("no service is named \"y\"");
  }

  @Test
  void refusesAPathThatNoFileCanHave() throws IOException {
    // when
    Resolution resolution = yaml("handler: {command: [\"/bin/\\ud800\"]}");

    // then
    assertThat(resolution.services()).isEmpty();
    assertThat(resolution.findings())
        .extracting(Finding::text)
        .anyMatch(text -> text.contains("has a character that no file's name can have"));
  }

  @Test
  void runsAsNobodyWhereNoUserIsNamedAndUsersCanBeSwitched() throws IOException {
    // when
    Resolution resolution = yaml("handler: {command: [/bin/cat]}");

    // then
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.services().getFirst().credentials().user()).isEqualTo("nobody");
  }

  @Test
  void runsAsTheRuntimeWhereNoUserIsNamedAndUsersCannotBeSwitched() throws IOException {
    // given
    machine = ORDINARY;

    // when
    Resolution resolution = yaml("handler: {command: [/bin/cat]}");

    // then
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.services().getFirst().credentials()).isNull();
  }

  @Test
  void switchesNothingForTheUserThatItRunsAs() throws IOException {
    assertThat(only("7777 stream tcp nowait root /bin/cat").credentials()).isNull();
    machine = new Machine(NOBODY, NOBODY, 0, 1024, true);
    assertThat(only("7777 stream tcp nowait nobody /bin/cat").credentials()).isNull();
    assertThat(only("7777 stream tcp nowait 65534:65534 /bin/cat").credentials()).isNull();
  }

  @Test
  void setsTheGroupThatIsNamed() throws IOException {
    // when
    Credentials credentials = only("7777 stream tcp nowait root:daemon /bin/cat").credentials();

    // then
    assertThat(credentials.uid()).isZero();
    assertThat(credentials.gid()).isEqualTo(1);
    assertThat(credentials.groups()).contains(1);
  }

  @Test
  void takesANumberWithoutAnEntryIfItHasAGroup() throws IOException {
    // when
    Credentials credentials =
        only("7777 stream tcp nowait 4294967000:54321 /bin/cat").credentials();

    // then
    assertThat(Integer.toUnsignedString(credentials.uid())).isEqualTo("4294967000");
    assertThat(credentials.gid()).isEqualTo(54321);
    assertThat(credentials.groups()).containsExactly(54321);
    assertThat(inetd("7777 stream tcp nowait 4294967000 /bin/cat").findings())
        .last()
        .asString()
        .contains("t.conf:1: error: there is no user with the number 4294967000");
  }

  @Test
  void refusesUsersAndGroupsThatDoNotExist() throws IOException {
    // when
    Resolution resolution =
        inetd(
            "7777 stream tcp nowait no.such /bin/cat",
            "7778 stream tcp nowait nobody:nosuch /bin/cat",
            "7779 stream tcp nowait nobody /bin/cat");

    // then
    assertThat(resolution.services()).extracting(ResolvedService::name).containsExactly("7779-tcp");
    assertThat(resolution.refused())
        .extracting(declared -> declared.service().name())
        .containsExactly("7777-tcp", "7778-tcp");
    assertThat(texts(resolution))
        .containsExactly(
            "t.conf:1: error: there is no group \"such\"; create the group, or name another",
            "t.conf:1: error: there is no user \"no\"; create the user, or name another",
            "t.conf:2: error: there is no group \"nosuch\"; create the group, or name another");
  }

  @Test
  void refusesWhatNeedsRootWithoutRoot() throws IOException {
    // given
    machine = ORDINARY;

    // when
    Resolution resolution =
        inetd(
            "80 stream tcp nowait root internal",
            "80 stream tcp nowait root /bin/cat",
            "7778 stream tcp nowait nobody /bin/cat",
            "echo stream tcp nowait root internal",
            "7779 stream tcp nowait 12345:12345 /bin/cat");

    // then
    assertThat(resolution.services()).extracting(ResolvedService::name).containsExactly("7779-tcp");
    assertThat(texts(resolution))
        .contains(
            "t.conf:2: error: port 80 is below 1024, and kinetd may not listen there without root;"
                + " run kinetd as root, or choose a higher port",
            "t.conf:3: error: the program cannot run as user \"nobody\": kinetd runs as user number"
                + " 12345 and may not switch users; run kinetd as root, or everything as yourself"
                + " with --no-user-switch")
        .anyMatch(text -> text.startsWith("t.conf:4: error: port 7 is below 1024"));
  }

  @Test
  void refusesAnotherGroupWithoutRoot() throws IOException {
    // given
    machine = ORDINARY;

    // when
    Resolution resolution = yaml("handler: {command: [/bin/cat]}", "launch: {group: daemon}");

    // then
    assertThat(resolution.services()).isEmpty();
    assertThat(texts(resolution))
        .singleElement()
        .asString()
        .startsWith("t.yaml:7:12: error: spec.launch.group: the program cannot run with group");
  }

  @Test
  void isNotRootByItsNumberAlone() throws IOException {
    // given
    machine = new Machine(0, 0, 0, 1024, true);

    // when
    Resolution resolution =
        inetd("80 stream tcp nowait root /bin/cat", "7777 stream tcp nowait nobody /bin/cat");

    // then
    assertThat(resolution.services()).isEmpty();
  }

  @Test
  void runsEverythingAsTheCallerWhereToldTo() throws IOException {
    // given
    machine = ORDINARY;
    noUserSwitch = true;

    // when
    Resolution resolution =
        inetd(
            "7777 stream tcp nowait nosuch /bin/cat",
            "7778 stream tcp nowait root /bin/cat",
            "79 stream tcp nowait root /bin/cat");

    // then
    assertThat(resolution.services())
        .hasSize(2)
        .allSatisfy(service -> assertThat(service.credentials()).isNull());
    assertThat(texts(resolution)).singleElement().asString().startsWith("t.conf:3: error: port 79");
  }

  @Test
  void listensOnBothVersionsWithTwoSockets() throws IOException {
    assertThat(endpoints("7777 stream tcp nowait root /bin/cat"))
        .containsExactly("0.0.0.0:7777/tcp", "[::]:7777/tcp");
    assertThat(endpoints("7777 dgram udp6 wait root /bin/cat")).containsExactly("[::]:7777/udp");
    assertThat(endpoints("127.0.0.1,::1:7777 stream tcp nowait root /bin/cat"))
        .containsExactly("127.0.0.1:7777/tcp", "[::1]:7777/tcp");
  }

  @Test
  void doesWithoutIpv6WhereTheMachineHasNone() throws IOException {
    // given
    machine = new Machine(0, 0, ALL, 1024, false);

    // then
    assertThat(endpoints("7777 stream tcp nowait root /bin/cat"))
        .containsExactly("0.0.0.0:7777/tcp");
    assertThat(inetd("7777 stream tcp nowait root /bin/cat").findings()).isEmpty();
    assertThat(texts(inetd("7777 stream tcp6 nowait root /bin/cat")))
        .first()
        .asString()
        .startsWith("t.conf:1: error: this machine has no IPv6");
  }

  @Test
  void servesTheOtherAddressesWhereOneDoesNotResolve() throws IOException {
    // when
    Resolution resolution = inetd("no.such.invalid,127.0.0.1:7777 stream tcp nowait root /bin/cat");

    // then
    assertThat(resolution.services().getFirst().endpoints())
        .extracting(Endpoint::toString)
        .containsExactly("127.0.0.1:7777/tcp");
    assertThat(texts(resolution))
        .singleElement()
        .asString()
        .startsWith("t.conf:1: error: host \"no.such.invalid\" does not resolve");
  }

  @Test
  void refusesAServiceWithoutAnyAddress() throws IOException {
    // when
    Resolution resolution =
        inetd(
            "no.such.invalid:7777 stream tcp nowait root /bin/cat",
            "127.0.0.1:7778 stream tcp6 nowait root /bin/cat");

    // then
    assertThat(resolution.services()).isEmpty();
    assertThat(texts(resolution))
        .anyMatch(text -> text.startsWith("t.conf:1: error: host \"no.such.invalid\" does not"))
        .anyMatch(text -> text.startsWith("t.conf:2: error: host \"127.0.0.1\" has no IPv6"));
  }

  @Test
  void givesASharedAddressToTheLaterService() throws IOException {
    // when
    Resolution resolution =
        inetd(
            "7777 stream tcp nowait root /bin/cat",
            "7777 stream tcp6 nowait root /bin/cat",
            "localhost:7778 stream tcp4 nowait root /bin/cat",
            "127.0.0.1:7778 stream tcp4 nowait root /bin/cat");

    // then
    assertThat(resolution.services())
        .extracting(ResolvedService::name)
        .containsExactly("7777-tcp", "7777-tcp6", "7778-tcp4-127-0-0-1");
    assertThat(resolution.services().getFirst().endpoints())
        .extracting(Endpoint::toString)
        .containsExactly("0.0.0.0:7777/tcp");
    assertThat(texts(resolution))
        .containsExactly(
            "t.conf:2: warning: takes [::]:7777/tcp from 7777-tcp at t.conf:1; remove"
                + " one of them",
            "t.conf:4: warning: takes 127.0.0.1:7778/tcp from 7778-tcp4 at t.conf:3; remove one of"
                + " them");
  }

  @Test
  void warnsOfOneAddressBesideAllAddresses() throws IOException {
    // when
    Resolution resolution =
        inetd(
            "127.0.0.1:7777 stream tcp4 nowait root /bin/cat",
            "*:7777 stream tcp4 nowait root /bin/cat",
            "127.0.0.1:7777 dgram udp4 wait root /bin/cat",
            "127.0.0.1:7778 stream tcp4 nowait root /bin/cat",
            "*:7778 stream tcp6 nowait root /bin/cat");

    // then
    assertThat(texts(resolution))
        .containsExactly(
            "t.conf:1: warning: 127.0.0.1:7777/tcp is also part of 0.0.0.0:7777/tcp of"
                + " 7777-tcp4-2 at t.conf:2, and only the earlier can be opened; give each its own"
                + " addresses, or remove one of them");
  }

  @Test
  void servesProgramsThatCannotBeStartedYet() throws IOException {
    // given
    Path plain = Files.writeString(folder.resolve("plain"), "x");

    // when
    Resolution resolution =
        inetd(
            "7777 stream tcp nowait root /no/such/program",
            "7778 stream tcp nowait root /tmp",
            "7779 stream tcp nowait root " + plain);

    // then
    assertThat(resolution.services()).hasSize(3);
    assertThat(texts(resolution))
        .containsExactly(
            "t.conf:1: warning: the program \"/no/such/program\" does not exist; until it can be"
                + " started, clients are closed",
            "t.conf:2: warning: the program \"/tmp\" is a folder; until it can be started, clients"
                + " are closed",
            "t.conf:3: warning: the program \"plain\" is not executable; until it can be started,"
                + " clients are closed");
  }

  @Test
  void looksForARelativeProgramInTheFolderOfTheDocument() throws IOException {
    // given
    Path program = Files.writeString(folder.resolve("serve.sh"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    // when
    Resolution resolution = yaml("handler: {command: [\"./serve.sh\"]}");

    // then
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.services().getFirst().program()).isEqualTo(program);
  }

  @Test
  void givesAUnixSocketItsOwner() throws IOException {
    // given
    String spec =
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: x}
        spec:
          socket: {path: /run/x.sock, mode: "0600", user: nobody, group: daemon}
          handler: {builtin: Echo}
        """;

    // when
    Resolution resolution = resolve("t.yaml", spec);

    // then
    assertThat(resolution.services().getFirst().endpoints())
        .containsExactly(new Endpoint.Unix("/run/x.sock", 0600, NOBODY, 1, true));
    machine = ORDINARY;
    assertThat(texts(resolve("t.yaml", spec)))
        .singleElement()
        .asString()
        .startsWith("t.yaml:5:45: error: spec.socket.user: the socket cannot be given to user");
    noUserSwitch = true;
    assertThat(resolve("t.yaml", spec).services().getFirst().endpoints())
        .containsExactly(new Endpoint.Unix("/run/x.sock", 0600, -1, -1, true));
  }

  @Test
  void saysThatNobodyReachesAServiceWithoutItsMultiplexer() throws IOException {
    // when
    Resolution resolution = inetd("tcpmux/news stream tcp nowait nobody /bin/cat");

    // then
    assertThat(resolution.services().getFirst().endpoints()).isEmpty();
    assertThat(texts(resolution))
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: nobody can reach the service, because no TCPMUX");
    assertThat(
            inetd(
                    "tcpmux/news stream tcp nowait nobody /bin/cat",
                    "tcpmux stream tcp nowait root internal")
                .findings())
        .isEmpty();
    dialect = Dialect.INETUTILS;
    assertThat(inetd("tcpmux/news stream tcp nowait nobody /bin/cat").findings()).isEmpty();
    machine = ORDINARY;
    assertThat(texts(inetd("tcpmux/news stream tcp nowait 12345:12345 /bin/cat")))
        .anyMatch(text -> text.contains("error: port 1 is below 1024"))
        .anyMatch(text -> text.contains("warning: nobody can reach the service"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "4294967295", "99999999999", "1e3", "\u0661"})
  void takesOnlyNumbersForNumbers(String user) throws IOException {
    assertThat(texts(yaml("handler: {command: [/bin/cat]}", "launch: {user: \"" + user + "\"}")))
        .singleElement()
        .asString()
        .startsWith("t.yaml:7:12: error: spec.launch.user: there is no user \"");
  }

  private List<String> endpoints(String line) throws IOException {
    return only(line).endpoints().stream().map(Endpoint::toString).toList();
  }

  private ResolvedService only(String line) throws IOException {
    Resolution resolution = inetd(line);
    assertThat(resolution.services()).as("%s", resolution.findings()).hasSize(1);
    return resolution.services().getFirst();
  }

  private Resolution inetd(String... lines) throws IOException {
    return resolve("t.conf", String.join("\n", lines) + "\n");
  }

  private Resolution yaml(String... lines) throws IOException {
    return resolve("t.yaml", YAML + "  " + String.join("\n  ", lines) + "\n");
  }

  private Resolution resolve(String name, String text) throws IOException {
    Path services = folder.resolve("services.txt");
    Files.write(services, List.of("tcpmux 1/tcp", "echo 7/tcp"));
    Path file = Files.writeString(folder.resolve(name), text);
    var options = new ReadOptions(null, dialect, ServiceNames.of(services));
    return Resolver.resolve(
        Documents.read(List.of(file), options), new ResolveOptions(noUserSwitch, machine));
  }

  private List<String> texts(Resolution resolution) {
    return resolution.findings().stream()
        .map(Finding::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }
}
