package dev.kinetd.runtime.lookup;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.util.ArrayList;
import java.util.List;

/**
 * What a name server says to a question.
 *
 * @param owner the name that the values belong to: the one asked for, or what it is an alias of,
 *     without a final dot
 * @param values empty when there are none, or when the answer failed
 * @param seconds how long the answer holds
 * @param failed whether it is no answer: the server could not, would not, or made no sense
 */
record DnsAnswer<T>(String owner, List<T> values, long seconds, boolean failed) {

  private static final int MOST_ALIASES = 16;
  private static final long SECONDS_WITHOUT_SOA = 10;

  static <T> DnsAnswer<T> failure() {
    return new DnsAnswer<>(null, List.of(), 0, true);
  }

  /**
   * Reads a response and leaves it to its owner. Aliases are followed within the response, which a
   * recursive server makes complete; as to the C library, what is not there does not exist.
   */
  static <T> DnsAnswer<T> of(DnsResponse response, String name, RecordKind<T> kind) {
    if (isNone(response)) {
      return failure();
    }
    String owner = name;
    long seconds = Long.MAX_VALUE;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      var values = new ArrayList<T>();
      String target = null;
      for (DnsRecord record : answersAbout(owner, response)) {
        T value = record.type().equals(kind.type()) ? kind.value().apply(record) : null;
        if (value != null) {
          values.add(value);
        } else if (record.type().equals(DnsRecordType.CNAME)) {
          target = plain(DefaultDnsRecordDecoder.decodeName(content(record)));
        } else {
          continue;
        }
        seconds = Math.min(seconds, record.timeToLive());
      }
      if (!values.isEmpty()) {
        return new DnsAnswer<>(owner, List.copyOf(values), seconds, false);
      }
      if (target == null) {
        break;
      }
      owner = target;
    }
    return new DnsAnswer<>(owner, List.of(), Math.min(seconds, negative(response)), false);
  }

  private static boolean isNone(DnsResponse response) {
    if (response.code().equals(DnsResponseCode.NOERROR)) {
      // Truncated still means that TCP failed: a part is not taken for the whole.
      return response.isTruncated() || isReferral(response);
    }
    return !response.code().equals(DnsResponseCode.NXDOMAIN);
  }

  /** Ask somebody else, says a server that asks nobody itself. */
  private static boolean isReferral(DnsResponse response) {
    return response.count(DnsSection.ANSWER) == 0
        && response.count(DnsSection.ADDITIONAL) == 0
        && !response.isAuthoritativeAnswer()
        && !response.isRecursionAvailable();
  }

  private static List<DnsRecord> answersAbout(String owner, DnsResponse response) {
    var records = new ArrayList<DnsRecord>();
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
      if (plain(record.name()).equalsIgnoreCase(owner)) {
        records.add(record);
      }
    }
    return records;
  }

  /** How long the absence of a name holds (RFC 2308 section 5). */
  private static long negative(DnsResponse response) {
    for (int i = 0; i < response.count(DnsSection.AUTHORITY); i++) {
      DnsRecord record = response.recordAt(DnsSection.AUTHORITY, i);
      if (record.type().equals(DnsRecordType.SOA)
          && record instanceof DnsRawRecord soa
          && soa.content().readableBytes() > Integer.BYTES) {
        // MINIMUM is the last field.
        long minimum = soa.content().getUnsignedInt(soa.content().writerIndex() - Integer.BYTES);
        return Math.min(record.timeToLive(), minimum);
      }
    }
    return SECONDS_WITHOUT_SOA;
  }

  private static ByteBuf content(DnsRecord record) {
    return ((DnsRawRecord) record).content().duplicate();
  }

  /** A name without its final dot. */
  static String plain(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
