package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Makes hosts files out of every construct that tcpdmatch can judge, whole and broken, and asks
 * about clients near their edges. It never writes the options user and group, which tcpdmatch
 * carries out, nor a netgroup.
 */
final class RandomRules {

  private static final List<String> DAEMONS =
      List.of(
          "sshd",
          "sshd",
          "ftpd",
          "vsftpd",
          "x.tpd",
          "ALL",
          "ALL",
          "ALL",
          ".tpd",
          "ftpd.",
          "*ftpd",
          "?shd",
          "s*",
          "s**",
          "*",
          "SSHD",
          "/usr/sbin/sshd",
          "22",
          "0",
          "022",
          "+0",
          "70000",
          "4294967296",
          "-1",
          "sshd@127.0.0.9",
          "ALL@127.",
          "sshd@only.server",
          "ALL@UNKNOWN",
          "ALL@ALL",
          "ALL@KNOWN",
          "ALL@LOCAL",
          "ALL@[::1]",
          "0@ALL",
          "unknown",
          "KNOWN",
          "LOCAL",
          "#",
          "\\",
          "ftpd@",
          "ftpd@.server",
          "[sshd]",
          "sshd]",
          "a@b@c",
          "x.*");

  private static final List<String> ASKED_DAEMONS =
      words(
          """
          sshd sshd sshd ftpd vsftpd x.tpd ftpd.x sshd@127.0.0.9 sshd@10.9.9.9
          sshd@only.server ftpd@::1 0 22@127.0.0.9 # unknown SsHd s$d
          """);

  private static final List<String> NAMES =
      words(
          """
          web.example.com www.example.com db.example.com db bare six.example.com
          multi.example.com liar.example.net honest.example.net sub.web.example.com
          example.com .example.com .web.example.com .com web. WEB.EXAMPLE.COM w*.example.com
          *.example.??? *b ** *example.com** b?re ? *.* .example.net l. LOCAL KNOWN UNKNOWN
          PARANOID ALL local unknown FAIL # ALL/8 . .. example a
          """);

  private static final List<String> ASKED_NAMES =
      words(
          """
          web.example.com www.example.com db.example.com db bare six.example.com
          multi.example.com liar.example.net honest.example.net sub.web.example.com unknown
          paranoid PARANOID
          """);

  private static final List<String> ADDRESSES =
      words(
          """
          10.0.0.1 10.0.0.2 10.0.1.1 10.1.2.3 10.1.2.4 10.10.0.5 192.168.1.5 192.168.1.255
          192.168.0.1 192.168.111.7 127.0.0.1 0.0.0.0 8.8.8.8 255.255.255.255 255.255.255.254
          1.2.3.4 10.1.2.8 10.1.2.9 24.0.0.1
          """);

  private static final List<String> ADDRESSES6 =
      words(
          """
          ::1 :: 2001:db8::1 2001:db8::5 2001:db8:0:1::1 2001:db9::1 fe80::1 fd00:1:1::5
          ::1.2.3.4 1:2:3:4:5:6:7:8 ff02::1 2001:db8:8000::
          """);

  private static final List<String> LENGTHS =
      List.of(
          "0",
          "1",
          "7",
          "8",
          "9",
          "15",
          "16",
          "23",
          "24",
          "24abc",
          "25",
          "30",
          "31",
          "32",
          "33",
          "-1",
          "+24",
          "abc",
          "",
          "024",
          "0x10",
          "48",
          "64",
          "127",
          "128",
          "129",
          "4294967320",
          "99999999999999999999",
          "24.5",
          "\u000b16");

  private static final List<String> MASKS =
      words(
          """
          255.255.255.0 255.255.0.0 255.0.0.0 255.255.255.255 255.0.255.0 0.0.0.0
          255.255.255.254 0xff.0xff.0.0 0377.0.0.0 255.255 255.255.255.0.0 128.0.0.0
          255.255.255.256
          """);

  private static final List<String> OPTIONS =
      List.of(
          "allow",
          "deny",
          "ALLOW",
          "allow",
          "deny",
          "twist /bin/echo hello",
          "spawn /bin/true",
          "spawn (echo %a %c %h %n %u %d %p %r %R %s %A %H %N %% %z | cat)\\: &",
          "aclexec /bin/false",
          "severity mail.info",
          "severity info",
          "severity authpriv.info",
          "severity local8.info",
          "severity warn",
          "severity",
          "keepalive",
          "keepalive x",
          "linger 5",
          "linger -1",
          "linger",
          "linger 5x",
          "nice",
          "nice 5",
          "nice = 5",
          "nice x",
          "nice=",
          "umask 022",
          "umask 0999",
          "umask 8",
          "umask -1",
          "umask 1000",
          "rfc931",
          "rfc931 5",
          "rfc931 0",
          "rfc931 x",
          "rfc931 99999999999",
          "setenv A b",
          "setenv A",
          "setenv A=B c",
          "setenv = x",
          "setenv %z",
          "banners /nonexistent",
          "banners",
          "bogus",
          "",
          " ",
          "=",
          "allow x",
          "twist",
          "twist = /bin/true",
          "\u000ballow\u000c",
          "allow\u000b",
          "sever\\:ity info",
          "allow ",
          " deny",
          "nice\t=\t7",
          "umask = 022");

  private static final String NOISE = " \t,:[]\\\n\r/.#*?-+09aA\u0000\u000b=\u00e9";

  private static final Pattern ADDRESS = Pattern.compile("(?<![.0-9])[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private final Random random;
  private final List<String> patternFiles;
  private final List<String> mentioned = new ArrayList<>();

  RandomRules(Random random, List<String> patternFiles) {
    this.random = random;
    this.patternFiles = patternFiles;
  }

  byte[] file() {
    var text = new StringBuilder();
    mentioned.clear();
    for (int lines = random.nextInt(8); lines > 0; lines--) {
      text.append(line());
    }
    if (chance(3)) {
      text.append("ALL: ALL\n");
    }
    if (chance(5)) {
      for (int changes = 1 + random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
        spoil(text);
      }
    }
    if (chance(30) && !text.isEmpty()) {
      text.setLength(text.length() - 1);
    }
    ADDRESS.matcher(text).results().forEach(found -> mentioned.add(found.group()));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A file of patterns as {@code /file} names one. */
  String patternFile() {
    var text = new StringBuilder();
    for (int words = random.nextInt(5); words > 0; words--) {
      text.append(chance(6) ? pick(ADDRESSES6) : host())
          .append(pick(List.of(" ", "\n", "\t", "\f")));
    }
    return text.toString();
  }

  private String line() {
    if (chance(25)) {
      return pick(List.of("\n", " \t\n", "# a comment\n", "# a comment \\\n", "\r\n"));
    }
    if (chance(60)) {
      int length = 2040 + random.nextInt(12);
      return "ALL: 10.0.0.1 " + "x".repeat(length - 14) + "\n";
    }
    var line = new StringBuilder(chance(30) ? " # " : "");
    line.append(list(true))
        .append(chance(40) ? "" : pick(List.of(":", " : ", ": ")))
        .append(list(false));
    if (chance(5)) {
      for (int options = 1 + random.nextInt(3); options > 0; options--) {
        line.append(" : ").append(pick(OPTIONS));
      }
    }
    if (chance(20)) {
      line.append(pick(List.of(" # ALL hosts", ":", " \\", "\r", " EXCEPT", " ,")));
    }
    if (chance(12)) {
      line.insert(
          random.nextInt(line.length() + 1), pick(List.of("\\\n", " \\\n ", "\\ \n", "\\\r\n")));
    }
    return line.append('\n').toString();
  }

  private String list(boolean daemons) {
    var list = new StringBuilder();
    for (int words = random.nextInt(chance(3) ? 5 : 3) + (chance(10) ? 0 : 1); words > 0; words--) {
      if (chance(daemons ? 15 : 8)) {
        list.append("EXCEPT").append(separator());
      }
      list.append(daemons ? pick(DAEMONS) : client()).append(separator());
    }
    return list.toString();
  }

  private String separator() {
    return pick(List.of(" ", " ", ", ", ",", "\t", "  ", " \r"));
  }

  private String client() {
    String host = chance(20) ? pick(patternFiles) : host();
    return chance(8)
        ? pick(List.of("root", "ALL", "KNOWN", "UNKNOWN", "a*", "al.", ".ce")) + "@" + host
        : host;
  }

  private String host() {
    return switch (random.nextInt(12)) {
      case 0 -> pick(NAMES);
      case 1 -> pick(NAMES);
      case 2 -> pick(ADDRESSES);
      case 3 -> net() + "/" + (chance(2) ? pick(LENGTHS) : pick(MASKS));
      case 4 -> prefix();
      case 5 -> "[" + pick(ADDRESSES6) + "]";
      case 6 -> "[" + pick(ADDRESSES6) + "]/" + pick(LENGTHS);
      case 7 -> odd();
      case 8 -> "ALL";
      case 9 -> pick(ADDRESSES);
      case 10 -> net() + "/" + pick(List.of("8", "16", "24", "32"));
      default -> chance(2) ? net() + "/" + pick(MASKS) : "." + random.nextInt(12);
    };
  }

  private String net() {
    String[] octets = pick(ADDRESSES).split("\\.");
    int kept = random.nextInt(5);
    for (int i = kept; i < 4; i++) {
      octets[i] = "0";
    }
    return String.join(".", octets);
  }

  private String prefix() {
    String[] octets = pick(ADDRESSES).split("\\.");
    int kept = 1 + random.nextInt(4);
    return String.join(".", List.of(octets).subList(0, kept)) + (chance(4) ? "" : ".");
  }

  private String odd() {
    return pick(
        List.of(
            "010.0.0.1",
            "010.0.0.0/8",
            "0x0a.0.0.0/8",
            "10",
            "10.0",
            "10.0.0.0/8/8",
            "10.0.0.*",
            "10.*",
            "1*",
            "*.5",
            "?0.0.0.1",
            "10.0.0.0/*",
            "[10.0.0.1]",
            "[10.0.0.0]/8",
            "[::ffff:10.0.0.1]",
            "[::ffff:0:0]/96",
            "[2001:db8::/32]",
            "[2001:db8::1%1]",
            "[fe80::1%1]/64",
            "[fe80::1",
            "fe80::1]",
            "2001:db8::1",
            "fe80*",
            "2*1",
            "[",
            "]",
            "[]",
            "[]/0",
            "[*]/0",
            "[::g]/0",
            "10.0.0.0/",
            "10..0.0/8",
            ".10.0.0.1",
            "10.0.0.1.",
            "10.0.",
            "\\",
            "10.0.0\u000b.0/8",
            "10.0.0.0\u000b/8",
            "0",
            "/",
            "/.",
            "...",
            "1.2.3.4",
            "::1.2.3.4",
            ".4",
            "ALL.",
            ".ALL",
            "KNOWN.",
            "[KNOWN]",
            "LOCAL/8",
            "0/0",
            "0.0.0.0/0.0.0.0",
            "192.168.1",
            "192.168.1.5/24"));
  }

  private void spoil(StringBuilder text) {
    int at = random.nextInt(text.length());
    char c = NOISE.charAt(random.nextInt(NOISE.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.insert(at, c);
      case 1 -> text.setCharAt(at, c);
      default -> text.deleteCharAt(at);
    }
    if (text.isEmpty()) {
      text.append(c);
    }
  }

  String askedDaemon() {
    return pick(ASKED_DAEMONS);
  }

  String askedClient() {
    String client =
        switch (random.nextInt(10)) {
          case 0, 1 -> pick(ASKED_NAMES);
          case 2 -> pick(ADDRESSES6);
          case 3 -> mapped();
          case 4, 5, 6, 7 -> neighbour();
          default -> pick(ADDRESSES);
        };
    return chance(4)
        ? pick(List.of("root", "alice", "unknown", "a$b", "ROOT")) + "@" + client
        : client;
  }

  /**
   * Never of 255.255.255.255, which tcpdmatch leaves in its IPv6 form; {@code ClientPatternTest}
   * says what comes of it.
   */
  private String mapped() {
    String address = pick(ADDRESSES);
    return (address.equals("255.255.255.255") ? "" : "::ffff:") + address;
  }

  /** An address that rules speak of, or one bit away. */
  private String neighbour() {
    String near = mentioned.isEmpty() || chance(4) ? pick(ADDRESSES) : pick(mentioned);
    long address = LibcAddress.dottedQuad(near);
    if (address == LibcAddress.NONE) {
      return pick(ADDRESSES);
    }
    address ^= chance(3) ? 0 : 1L << random.nextInt(32);
    return Source.ofIpv4((int) address).toString();
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
