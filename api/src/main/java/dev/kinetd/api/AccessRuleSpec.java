package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Which services a rule is about, whom it lets in or keeps out, and when. A list that was not
 * written is null, because one that was written empty is an error.
 *
 * @param services the services that the rule is about; {@code {}} means all
 * @param action what becomes of the clients in from
 * @param audit Enabled logs and counts what the rule would do, and does nothing
 * @param from the clients; everybody is {@code cidr: 0.0.0.0/0} and {@code cidr: ::/0}
 * @param except clients that are taken out of from
 * @param schedule when the rule is in force: within any of these times. Absent means always
 * @param hostsAccess lines in the language of hosts_access(5), in place of action, from and except
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.action) || has(self.hostsAccess)",
    message = "action is missing: write Allow or Deny")
@ValidationRule(
    value = "has(self.from) || has(self.hostsAccess)",
    message = "from is missing: say who; everybody is cidr: 0.0.0.0/0, and cidr: ::/0")
@ValidationRule(
    value = "!has(self.hostsAccess) || !(has(self.action) || has(self.from) || has(self.except))",
    message = "hostsAccess stands in place of action, from and except: give one of the two forms")
public record AccessRuleSpec(
    @Required Services services,
    Action action,
    @Default("Disabled") Toggle audit,
    @Size(min = 1, max = 256) List<Peer> from,
    @Size(min = 1, max = 256) List<Peer> except,
    @Size(min = 1, max = 32) List<Schedule> schedule,
    HostsAccess hostsAccess) {

  public AccessRuleSpec {
    audit = audit == null ? Toggle.Disabled : audit;
    from = from == null ? null : List.copyOf(from);
    except = except == null ? null : List.copyOf(except);
    schedule = schedule == null ? null : List.copyOf(schedule);
  }
}
