package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

  @Test
  void readsWhatMatters() {
    // given
    var conf =
        ResolvConf.parse(
            """
            # made by hand
            ; really
            domain old.example
            nameserver 192.0.2.1
            nameserver name
            nameserver\t2001:db8::1
            nameserver 192.0.2.2 192.0.2.3
            nameserver 192.0.2.4
            search a.example b.example
            options edns0 ndots:2 timeout:1
            sortlist 192.0.2.0
            """);

    // then
    assertThat(conf.servers())
        .extracting(InetAddress::getHostAddress)
        .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1", "192.0.2.2");
    assertThat(conf.search()).containsExactly("a.example", "b.example");
    assertThat(conf.ndots()).isEqualTo(2);
  }

  @Test
  void asksTheMachineItselfWhereNothingIsSaid() {
    assertThat(ResolvConf.parse("").servers()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
  }

  @Test
  void completesNamesInTheOrderOfTheirDots() {
    // given
    var conf = ResolvConf.parse("search x y\noptions ndots:2\n");

    // then
    assertThat(conf.candidates("a.b")).containsExactly("a.b.x", "a.b.y", "a.b");
    assertThat(conf.candidates("a.b.c")).containsExactly("a.b.c", "a.b.c.x", "a.b.c.y");
    assertThat(conf.candidates("a.")).containsExactly("a");
  }
}
