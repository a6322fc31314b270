package dev.kinetd.operator.resource;

import dev.kinetd.api.InetdRuntimeStatus;
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

/** An InetdRuntime: the pods that serve services of their namespace. */
@Group("kinetd.dev")
@Version("v1alpha1")
@Kind("InetdRuntime")
@Singular("inetdruntime")
@Plural("inetdruntimes")
@ShortNames("inetdrt")
@Categories("kinetd")
@ValidationRule(
    value =
        "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$') && self.metadata.name.size()"
            + " <= 50",
    message =
        "the name becomes part of others: use at most 50 of a-z, 0-9 and -, beginning and ending"
            + " with a letter or digit")
@AdditionalPrinterColumn(
    name = "Replicas",
    jsonPath = ".spec.replicas",
    type = Type.INTEGER,
    getDescription = "Pods that are wanted")
@AdditionalPrinterColumn(
    name = "User switching",
    jsonPath = ".spec.userSwitching",
    type = Type.STRING,
    getDescription = "Whether handlers may run as other users")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type=='Ready')].status",
    type = Type.STRING,
    getDescription = "Whether its pods serve")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type=='Ready')].reason",
    type = Type.STRING,
    getDescription = "Why, or why not")
@AdditionalPrinterColumn(
    name = "Config",
    jsonPath = ".status.configGeneration",
    type = Type.INTEGER,
    priority = 1,
    getDescription = "Newest configuration written for the pods")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = Type.DATE,
    getDescription = "Time since it was made")
public final class InetdRuntimeResource extends CustomResource<InetdRuntimeSpec, InetdRuntimeStatus>
    implements Namespaced {}
