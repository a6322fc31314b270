package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.admission.Source;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.dns.DnsPtrRecord;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.function.Function;

/**
 * A type of DNS record that is asked for (RFC 1035, RFC 3596).
 *
 * @param value what such a record says, or null when it is malformed
 */
record RecordKind<T>(DnsRecordType type, Function<DnsRecord, T> value) {

  static final RecordKind<String> NAME =
      new RecordKind<>(
          DnsRecordType.PTR, record -> record instanceof DnsPtrRecord ptr ? ptr.hostname() : null);

  static final RecordKind<Source> IPV4 = address(DnsRecordType.A, 4);
  static final RecordKind<Source> IPV6 = address(DnsRecordType.AAAA, 16);

  static RecordKind<Source> ofAddress(boolean ipv4) {
    return ipv4 ? IPV4 : IPV6;
  }

  private static RecordKind<Source> address(DnsRecordType type, int length) {
    return new RecordKind<>(
        type,
        record ->
            record instanceof DnsRawRecord raw && raw.content().readableBytes() == length
                ? Literals.of(ByteBufUtil.getBytes(raw.content()))
                : null);
  }
}
