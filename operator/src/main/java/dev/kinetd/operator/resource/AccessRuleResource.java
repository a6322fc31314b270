package dev.kinetd.operator.resource;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.AccessRuleStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An AccessRule: who may or may not reach which services, and when. */
@Group("kinetd.dev")
@Version("v1alpha1")
@Kind("AccessRule")
@Singular("accessrule")
@Plural("accessrules")
@ShortNames("acr")
@Categories("kinetd")
@ValidationRule(
    value =
        "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$') && self.metadata.name.size()"
            + " <= 63",
    message =
        "the name must be a DNS label: use at most 63 of a-z, 0-9 and -, beginning and ending with"
            + " a letter or digit")
@AdditionalPrinterColumn(
    name = "Action",
    jsonPath = ".spec.action",
    type = Type.STRING,
    getDescription = "Allow or Deny")
@AdditionalPrinterColumn(
    name = "Audit",
    jsonPath = ".spec.audit",
    type = Type.STRING,
    getDescription = "Enabled: it is only watched")
@AdditionalPrinterColumn(
    name = "Services",
    jsonPath = ".spec.services.names",
    type = Type.STRING,
    getDescription = "Services by name; none: by label, or all")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = Type.DATE,
    getDescription = "Time since it was made")
public final class AccessRuleResource extends CustomResource<AccessRuleSpec, AccessRuleStatus>
    implements Namespaced {}
