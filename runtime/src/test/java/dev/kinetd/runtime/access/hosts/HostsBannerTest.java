package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HostsBannerTest {

  private static final HostsRequest CLIENT = MemoryFiles.request("10.0.0.1");

  @Test
  void expandsItsTextAndEndsLinesAsTheNetworkDoes() {
    // given
    byte[] file = "Hello %h,\n100%% of %d\n[ no".getBytes(StandardCharsets.ISO_8859_1);
    HostsFacts facts = HostsFacts.NONE.withClientName("web.example.com");

    // when
    HostsBanner banner = HostsBanner.of(file, CLIENT, facts);

    // then
    assertThat(banner.bytes())
        .asString(StandardCharsets.ISO_8859_1)
        .isEqualTo("Hello web.example.com,\r\n100% of sshd\r\n[ no");
  }

  @Test
  void asksForWhatItNames() {
    // given
    byte[] file = "Hello %u\n".getBytes(StandardCharsets.ISO_8859_1);

    // when
    HostsBanner banner = HostsBanner.of(file, CLIENT, HostsFacts.NONE);

    // then
    assertThat(banner.need()).isEqualTo(new HostsNeed.ClientUser(10));
    assertThat(banner.bytes()).isNull();
  }
}
