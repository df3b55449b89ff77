{{- define "bridge.name" -}}
{{- printf "%s" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* Of all that the chart makes. */}}
{{- define "bridge.labels" -}}
app.kubernetes.io/name: magento-oms-bridge
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* By which pods are found; they never change. Without a part: pods of both. */}}
{{- define "bridge.selector" -}}
app.kubernetes.io/name: magento-oms-bridge
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .part }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "bridge.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* Nothing is written but to memory, nobody is root. */}}
{{- define "bridge.podSecurity" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "bridge.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  - { name: data, mountPath: /data }
{{- end -}}

{{- define "bridge.volumes" -}}
volumes:
  - name: tmp
    emptyDir: { medium: Memory, sizeLimit: 64Mi }
  # Secrets of the first start, until they are copied.
  - name: data
    emptyDir: { medium: Memory, sizeLimit: 16Mi }
{{- end -}}

{{- define "bridge.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Processes that serve or work. Takes root, part (api or worker) and of (its values). */}}
{{- define "bridge.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "bridge.name" .root }}-{{ .part }}
  labels: {{- include "bridge.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .part }}
spec:
  {{- if not (and .of.autoscaling .of.autoscaling.enabled) }}
  replicas: {{ .of.replicas }}
  {{- end }}
  strategy:
    # A new process serves before an old one goes.
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  selector:
    matchLabels: {{- include "bridge.selector" (dict "root" .root "part" .part) | nindent 6 }}
  template:
    metadata:
      labels: {{- include "bridge.labels" .root | nindent 8 }}
        app.kubernetes.io/component: {{ .part }}
      annotations:
        # Other variables are other processes.
        checksum/config: {{ toJson .root.Values.config | sha256sum }}
        {{- with .root.Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- include "bridge.podSecurity" .root | nindent 6 }}
      {{- include "bridge.placement" .root | nindent 6 }}
      # Up to 35 s for what is under way, after the wait of preStop.
      terminationGracePeriodSeconds: 50
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "bridge.selector" (dict "root" .root "part" .part) | nindent 14 }}
      containers:
        - name: bridge
          image: {{ include "bridge.image" .root }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          {{- include "bridge.containerSecurity" .root | nindent 10 }}
          env:
            - { name: ROLE, value: {{ .part }} }
            - { name: OPERATIONS_PORT, value: '9464' }
            # What serves does not know the owner of the tables.
            - { name: DATABASE_OWNER_URL, value: '' }
          envFrom:
            - configMapRef: { name: {{ include "bridge.name" .root }} }
            - secretRef: { name: {{ .root.Values.secrets.service }} }
          ports:
            - { name: http, containerPort: 3000 }
            - { name: operations, containerPort: 9464 }
          lifecycle:
            # The load balancer learns of the end before the socket closes.
            preStop: { sleep: { seconds: 5 } }
          startupProbe:
            httpGet: { path: /health/live, port: operations }
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /health/live, port: operations }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /health/ready, port: operations }
            periodSeconds: 5
            timeoutSeconds: 5
          resources: {{- toYaml .of.resources | nindent 12 }}
      {{- include "bridge.volumes" .root | nindent 6 }}
{{- end -}}
