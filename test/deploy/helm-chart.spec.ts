import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { parse } from 'yaml';
import { HELM, type Manifest, refusal, rendered } from './helm.js';

const ROOT = join(import.meta.dirname, '../..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Kubernetes's own schemas of what the chart may make: an unknown kind is a secret, or a mistake. */
const MODELS: Record<string, new (manifest: never) => { validate(): void }> = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  NetworkPolicy,
  PodDisruptionBudget,
  PodMonitor,
  Service,
};

const EVERYTHING = {
  image: { digest: `sha256:${'a'.repeat(64)}` },
  imagePullSecrets: [{ name: 'registry' }],
  config: { PUBLIC_URL: 'https://bridge.example.com', MAGENTO_CONCURRENCY: 8, CONSOLE_CLIENT_SIGN_IN: true },
  ingress: {
    enabled: true,
    className: 'nginx',
    host: 'bridge.example.com',
    tlsSecret: 'tls',
    annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
  },
  networkPolicy: {
    callers: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
    scrapers: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
    database: [{ ipBlock: { cidr: '10.1.2.3/32' } }],
    egress: [{ ports: [{ port: 8443 }], to: [{ ipBlock: { cidr: '10.9.0.7/32' } }] }],
  },
  podMonitor: { enabled: true, labels: { release: 'prometheus' } },
  podAnnotations: { team: 'shop' },
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
};
const ONE_OF_EACH = { api: { replicas: 1, autoscaling: { enabled: false } }, worker: { replicas: 1 } };

const podOf = ({ spec }: Manifest): any => spec.template.spec;
const ofKind = (manifests: Manifest[], ...kinds: string[]): Manifest[] =>
  manifests.filter(({ kind }) => kinds.includes(kind));
const secretsOf = (manifest: Manifest): string[] =>
  podOf(manifest).containers.flatMap(({ envFrom }: any) =>
    envFrom.flatMap((from: any) => from.secretRef?.name ?? []),
  );

if (!HELM) console.warn('helm is not installed: the chart is not rendered.');

(HELM ? describe : describe.skip)('the Helm chart', () => {
  it.each([
    ['as it is', {}],
    ['with everything', EVERYTHING],
    ['with one process of each kind', ONE_OF_EACH],
    ['without a network policy', { networkPolicy: { enabled: false } }],
  ])('%s, is what Kubernetes takes', (_how, values) => {
    const manifests = rendered(values);
    expect(manifests.length).toBeGreaterThan(4);
    for (const manifest of manifests) {
      const Model = MODELS[manifest.kind];
      expect([manifest.kind, typeof Model]).toEqual([manifest.kind, 'function']);
      expect(() => new Model!(manifest as never).validate()).not.toThrow();
    }
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('would not be taken without what Kubernetes needs', () => {
    const [{ spec, ...rest }] = ofKind(rendered(), 'Deployment') as [Manifest];
    const { selector: _, ...without } = spec;
    expect(() => new Deployment({ ...rest, spec: without }).validate()).toThrow(/selector/);
  });

  it('selects the pods that it makes, by names of ports that they have', () => {
    const manifests = rendered(EVERYTHING);
    const pods = ofKind(manifests, 'Deployment');
    const matching = (labels: Record<string, string>): string[] =>
      pods
        .filter(({ spec }) =>
          Object.entries(labels).every(([name, value]) => spec.template.metadata.labels[name] === value),
        )
        .map(({ metadata }) => metadata.name);
    expect(pods.map(({ spec }) => matching(spec.selector.matchLabels))).toEqual([
      ['shop-api'],
      ['shop-worker'],
    ]);
    const [service] = ofKind(manifests, 'Service');
    expect(matching(service!.spec.selector)).toEqual(['shop-api']);
    for (const { spec } of ofKind(manifests, 'NetworkPolicy')) {
      expect(matching(spec.podSelector.matchLabels)).toEqual(['shop-api', 'shop-worker']);
    }
    for (const { spec } of ofKind(manifests, 'PodMonitor')) {
      expect(matching(spec.selector.matchLabels)).toEqual(['shop-api', 'shop-worker']);
    }
    const budgets = ofKind(manifests, 'PodDisruptionBudget').map(({ spec }) =>
      matching(spec.selector.matchLabels),
    );
    expect(budgets).toEqual([['shop-api'], ['shop-worker']]);
    const [scaler] = ofKind(manifests, 'HorizontalPodAutoscaler');
    expect(scaler!.spec.scaleTargetRef.name).toBe('shop-api');
    // Whose number of processes another one decides has none of its own.
    expect(pods.map(({ spec }) => spec.replicas)).toEqual([undefined, 2]);
    for (const pod of pods) {
      const [container] = podOf(pod).containers;
      const ports = container.ports.map((port: any) => port.name);
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
        expect(ports).toContain(container[probe].httpGet.port);
      }
      expect(ports).toContain(service!.spec.ports[0].targetPort);
    }
  });

  it('keeps the owner of the tables from all but the job that migrates, and makes no secret', () => {
    const manifests = rendered({ secrets: { service: 'of-the-service', owner: 'of-the-owner' } });
    const [job] = ofKind(manifests, 'Job');
    expect(secretsOf(job!)).toEqual(['of-the-service', 'of-the-owner']);
    expect(job!.metadata.annotations!['helm.sh/hook']).toBe('pre-install,pre-upgrade');
    for (const deployment of ofKind(manifests, 'Deployment')) {
      expect(secretsOf(deployment)).toEqual(['of-the-service']);
      const [{ env }] = podOf(deployment).containers;
      expect(env).toContainEqual({ name: 'DATABASE_OWNER_URL', value: '' });
    }
  });

  it('runs as nobody in particular, writes to memory only, and may be drained without a lost request', () => {
    for (const manifest of ofKind(rendered(), 'Deployment', 'Job')) {
      const pod = podOf(manifest);
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(pod.volumes.map((volume: any) => volume.emptyDir.medium)).toEqual(['Memory', 'Memory']);
      expect(pod.containers[0]).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: { memory: expect.any(String) }, limits: { memory: expect.any(String) } },
      });
      if (manifest.kind === 'Job') continue;
      const { lifecycle } = pod.containers[0];
      // docs/operations.md: a process takes up to 40 s to end.
      expect(pod.terminationGracePeriodSeconds - lifecycle.preStop.sleep.seconds).toBeGreaterThanOrEqual(40);
      expect(manifest.spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    }
  });

  it('lets only those scrape and be reached that are named, and no metadata address', () => {
    const policy = (values: object) => ofKind(rendered(values), 'NetworkPolicy')[0]!.spec;
    const ports = (rules: any[]) => rules.map((rule) => [rule.ports[0].port, rule.from ?? rule.to]);
    const { callers, scrapers, database, egress } = EVERYTHING.networkPolicy;
    expect(ports(policy({}).ingress)).toEqual([['http', undefined]]);
    expect(ports(policy(EVERYTHING).ingress)).toEqual([
      ['http', callers],
      ['operations', scrapers],
    ]);
    const out = policy(EVERYTHING).egress;
    expect(ports(out).map(([port]) => port)).toEqual([53, 5432, 443, 8443]);
    expect([out[1].to, out[3].to]).toEqual([database, egress[0]!.to]);
    expect(out[2].to[0].ipBlock.except).toContain('169.254.0.0/16');
  });

  it('gives one kind of process no budget that would never let its only pod go', () => {
    expect(ofKind(rendered(ONE_OF_EACH), 'PodDisruptionBudget', 'HorizontalPodAutoscaler')).toEqual([]);
  });

  it('passes on variables that the service knows, as text', () => {
    const [{ data }] = ofKind(rendered(EVERYTHING), 'ConfigMap') as [Manifest];
    expect(data).toMatchObject({ HOST: '0.0.0.0', MAGENTO_CONCURRENCY: '8', CONSOLE_CLIENT_SIGN_IN: 'true' });
    const known = [...text('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(Object.keys(data!).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each([
    ['a secret among the variables', { config: { MAGENTO_PASSWORD: 'x' } }, 'MAGENTO_PASSWORD'],
    ['the database among the variables', { config: { DATABASE_URL: 'x' } }, 'DATABASE_URL'],
    ['an ingress for no host', { ingress: { enabled: true } }, 'host'],
    ['half a digest', { image: { digest: 'sha256:abc' } }, 'digest'],
    ['no process that works', { worker: { replicas: 0 } }, 'replicas'],
    ['a value that nobody reads', { replicaCount: 3 }, 'replicaCount'],
  ])('refuses %s', (_what, values, named) => {
    expect(refusal(values)).toContain(named);
  });

  it('is of the version of the service, and runs its image by digest where one is given', () => {
    const { version } = JSON.parse(text('package.json')) as { version: string };
    expect(parse(text('deploy/helm/Chart.yaml'))).toMatchObject({ version, appVersion: version });
    const imageOf = (values: object) => podOf(ofKind(rendered(values), 'Job')[0]!).containers[0].image;
    expect(imageOf({})).toBe(`magento-oms-bridge:${version}`);
    expect(imageOf(EVERYTHING)).toBe(`magento-oms-bridge@${EVERYTHING.image.digest}`);
  });
});
