{{/* What names begin with. */}}
{{- define "kinetd.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Name of what belongs to the operator. */}}
{{- define "kinetd.operator" -}}
{{- include "kinetd.fullname" . }}-operator
{{- end -}}

{{- define "kinetd.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "kinetd.operator" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name is needed where serviceAccount.create is false" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Labels of everything that is no part of the operator. */}}
{{- define "kinetd.commonLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "kinetd.labels" -}}
app.kubernetes.io/name: kinetd
{{ include "kinetd.commonLabels" . }}
{{- end -}}

{{/* Labels of what belongs to the operator. */}}
{{- define "kinetd.operatorLabels" -}}
app.kubernetes.io/name: kinetd-operator
{{ include "kinetd.commonLabels" . }}
{{- end -}}

{{/* Labels by which the operator's pods are told from all others. */}}
{{- define "kinetd.selector" -}}
app.kubernetes.io/name: kinetd-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* An image's full name, of (dict "image" IMAGE "registry" REGISTRY "root" $). */}}
{{- define "kinetd.image" -}}
{{- $registry := default .registry .image.registry -}}
{{- with $registry }}{{ . | trimSuffix "/" }}/{{ end -}}
{{- .image.repository -}}
{{- if .image.digest -}}
@{{ .image.digest }}
{{- else -}}
:{{ default .root.Chart.AppVersion .image.tag }}
{{- end -}}
{{- end -}}

{{- define "kinetd.operatorImage" -}}
{{- include "kinetd.image" (dict "image" .Values.image "registry" "" "root" .) -}}
{{- end -}}

{{- define "kinetd.runtimeImage" -}}
{{- include "kinetd.image" (dict "image" .Values.runtime.image "registry" .Values.image.registry "root" .) -}}
{{- end -}}

{{/* Where `helm test` makes its service: in a namespace that the operator watches. */}}
{{- define "kinetd.testNamespace" -}}
{{- if or (empty .Values.watchNamespaces) (has .Release.Namespace .Values.watchNamespaces) -}}
{{- .Release.Namespace -}}
{{- else -}}
{{- first .Values.watchNamespaces -}}
{{- end -}}
{{- end -}}

{{/* What the operator does in a namespace. The same stands in deploy/rbac, and a test compares. */}}
{{- define "kinetd.rules" -}}
- apiGroups: [kinetd.dev]
  resources: [inetdservices, accessrules]
  verbs: [list, watch]
- apiGroups: [kinetd.dev]
  resources: [inetdruntimes]
  verbs: [list, watch, create, delete]
- apiGroups: [kinetd.dev]
  resources: [inetdservices/status, accessrules/status, inetdruntimes/status]
  verbs: [patch]
- apiGroups: [kinetd.dev]
  resources: [inetdservices/finalizers, inetdruntimes/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [configmaps, secrets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [get, list, watch, create, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch, patch]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}
