package dev.kinetd.operator.resource;

import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.InetdServiceStatus;
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

/** An InetdService: a socket to listen on and the handler to start for whoever arrives there. */
@Group("kinetd.dev")
@Version("v1alpha1")
@Kind("InetdService")
@Singular("inetdservice")
@Plural("inetdservices")
@ShortNames("inetds")
@Categories("kinetd")
@ValidationRule(
    value =
        "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$') && self.metadata.name.size() <="
            + " 63",
    message =
        "the name becomes that of a Service: use at most 63 of a-z, 0-9 and -, beginning with a"
            + " letter and ending with a letter or digit")
@AdditionalPrinterColumn(
    name = "Protocol",
    jsonPath = ".spec.protocol",
    type = Type.STRING,
    getDescription = "TCP or UDP")
@AdditionalPrinterColumn(
    name = "Port",
    jsonPath = ".spec.port",
    type = Type.INTEGER,
    getDescription = "Port of the Service")
@AdditionalPrinterColumn(
    name = "Runtime",
    jsonPath = ".spec.runtimeRef.name",
    type = Type.STRING,
    getDescription = "Runtime that serves it")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type=='Ready')].status",
    type = Type.STRING,
    getDescription = "Whether a runtime listens for it")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type=='Ready')].reason",
    type = Type.STRING,
    getDescription = "Why, or why not")
@AdditionalPrinterColumn(
    name = "Address",
    jsonPath = ".status.address",
    type = Type.STRING,
    priority = 1,
    getDescription = "Where clients reach it")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = Type.DATE,
    getDescription = "Time since it was made")
public final class InetdServiceResource extends CustomResource<InetdServiceSpec, InetdServiceStatus>
    implements Namespaced {}
