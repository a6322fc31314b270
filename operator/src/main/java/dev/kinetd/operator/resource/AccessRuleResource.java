package dev.kinetd.operator.resource;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.AccessRuleStatus;
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
public final class AccessRuleResource extends CustomResource<AccessRuleSpec, AccessRuleStatus>
    implements Namespaced {}
