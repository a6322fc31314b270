package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.ClientName;
import org.junit.jupiter.api.Test;

class HostsTableTest {

  @Test
  void namesAnAddressByTheFirstNameOfItsFirstLine() {
    // given
    var table =
        HostsTable.parse(
            """
            # a comment
            \t 10.0.0.1\tOne.example.com one # uno
            10.0.0.1 other.example.com
            2001:DB8::1 six.example.com\r
            10.0.0.2 without-final-newline""");

    // then
    assertThat(name(table, "10.0.0.1")).isEqualTo(ClientName.known("One.example.com"));
    assertThat(name(table, "2001:db8:0::1")).isEqualTo(ClientName.known("six.example.com"));
    assertThat(name(table, "10.0.0.2")).isEqualTo(ClientName.known("without-final-newline"));
    assertThat(name(table, "10.0.0.3")).isNull();
  }

  @Test
  void passesOverLinesThatAreNone() {
    // given
    var table =
        HostsTable.parse(
            """
            10.0.0.1
            10.0.0 short
            10.0.0.01 octal
            300.0.0.1 large
            fe80::1%lo link
            [2001:db8::1] brackets
            name 10.0.0.1
            """);

    // then
    assertThat(name(table, "10.0.0.1")).isNull();
    for (String name : new String[] {"short", "octal", "large", "link", "brackets", "name"}) {
      assertThat(table.addressesOf(name)).isNull();
    }
  }

  @Test
  void trustsNoNameThatAnEarlierLineHasAsAnAlias() {
    // given
    var table = HostsTable.parse("10.0.0.1 a b\n10.0.0.2 b\n");

    // then
    assertThat(name(table, "10.0.0.1")).isEqualTo(ClientName.known("a"));
    assertThat(name(table, "10.0.0.2")).isEqualTo(ClientName.PARANOID);
  }

  @Test
  void knowsLocalhostAlsoAsAnAlias() {
    // given
    var table = HostsTable.parse("127.0.0.1 me.example.com localhost\n127.0.0.2 localhost\n");

    // then
    assertThat(name(table, "127.0.0.1")).isEqualTo(ClientName.known("me.example.com"));
    assertThat(name(table, "127.0.0.2")).isEqualTo(ClientName.known("localhost"));
  }

  @Test
  void trustsNoNameThatPassesForAnAddress() {
    // given
    var table = HostsTable.parse("10.0.0.1 10.9\n10.0.0.2 fe80::1\n10.0.0.3 10.9.example.com\n");

    // then
    assertThat(name(table, "10.0.0.1")).isEqualTo(ClientName.PARANOID);
    assertThat(name(table, "10.0.0.2")).isEqualTo(ClientName.PARANOID);
    assertThat(name(table, "10.0.0.3")).isEqualTo(ClientName.known("10.9.example.com"));
  }

  @Test
  void takesTheLoopbackOfBothVersionsForOne() {
    // given
    var table = HostsTable.parse("::1 loop\n");

    // then
    assertThat(name(table, "::1")).isEqualTo(ClientName.known("loop"));
    assertThat(name(table, "127.0.0.1")).isEqualTo(ClientName.known("loop"));
  }

  private static ClientName name(HostsTable table, String address) {
    return table.nameOf(Literals.parse(address));
  }
}
