package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Rules in the language of hosts_access(5), with its semantics: the first match in {@code allow}
 * grants, else the first match in {@code deny} refuses, else the client is granted access.
 *
 * @param allow lines as in hosts.allow; options that run programs or read files are refused
 * @param deny lines as in hosts.deny, likewise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "(has(self.allow) && self.allow.matches('[^ \\t\\n"
            + "]')) || (has(self.deny) && self.deny.matches('[^ \\t\\n"
            + "]'))",
    message = "hostsAccess has no line: write lines of hosts.allow or hosts.deny")
public record HostsAccess(@Size(max = 65536) String allow, @Size(max = 65536) String deny) {

  public HostsAccess {
    allow = allow == null ? "" : allow;
    deny = deny == null ? "" : deny;
  }
}
