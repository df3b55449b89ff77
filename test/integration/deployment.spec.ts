import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Compose {
  services: Record<
    string,
    {
      image?: string;
      build?: { context: string; args: Record<string, string> };
      user?: string;
      read_only?: boolean;
      cap_drop?: string[];
      cap_add?: string[];
      security_opt?: string[];
      tmpfs?: string[];
      privileged?: boolean;
      environment: Record<string, string>;
      depends_on?: object;
      healthcheck?: object;
    }
  >;
  volumes: object;
}

/** No container engine is at hand where this is developed: what can be read of the files is checked. */
describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;

  it('has PostgreSQL with a health check, its migration, and two replicas that wait for it', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'bridge-1', 'bridge-2']);
    expect(compose.services['postgres']!.healthcheck).toBeDefined();
    for (const name of ['bridge-1', 'bridge-2']) {
      expect(compose.services[name]).toMatchObject({
        build: { context: '.' },
        depends_on: { migrate: { condition: 'service_completed_successfully' } },
      });
      expect(compose.services[name]!.environment['DATABASE_URL']).toMatch(
        /^postgresql:\/\/bridge_service:.*@postgres:5432\/bridge$/,
      );
    }
  });

  it('migrates as the owner, and keeps the owner from the service', () => {
    const { migrate, 'bridge-1': one, 'bridge-2': two } = compose.services;
    expect(migrate!.environment['DATABASE_OWNER_URL']).toMatch(
      /^postgresql:\/\/bridge:.*@postgres:5432\/bridge$/,
    );
    for (const { environment } of [one!, two!]) {
      expect(environment).toMatchObject({ DATABASE_OWNER_URL: '', POSTGRES_PASSWORD: '' });
    }
  });

  it('knows no password: each is asked for by name where it is not set', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{(\w+)(:?[-?+=])?([^}]*)\}/g)];
    const passwords = asked.filter(([, name]) => name!.endsWith('PASSWORD'));
    expect(new Set(passwords.map(([, name]) => name))).toEqual(
      new Set(['POSTGRES_PASSWORD', 'SERVICE_PASSWORD']),
    );
    for (const [, name, sign, words] of passwords) {
      expect([sign, words]).toEqual([':?', expect.stringContaining(`set ${name}`)]);
    }
  });

  it('writes nowhere but in memory and volumes, and has no right that it does not need', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service.read_only, service.cap_drop, service.security_opt]).toEqual([
        name,
        true,
        ['ALL'],
        ['no-new-privileges:true'],
      ]);
      expect(service.tmpfs!.every((mount) => /noexec,nosuid,nodev/.test(mount))).toBe(true);
      expect(service.privileged).toBeUndefined();
    }
    expect(compose.services['postgres']!.cap_add).not.toContain('SYS_ADMIN');
    for (const name of ['bridge-1', 'bridge-2', 'migrate']) {
      expect([compose.services[name]!.user, compose.services[name]!.cap_add]).toEqual([
        '1000:1000',
        undefined,
      ]);
    }
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const instructions = lines.map((line) => line.split(' ')[0]);

  it('knows only instructions that exist, on the image that is pinned', () => {
    const known = [
      '#',
      'ARG',
      'FROM',
      'WORKDIR',
      'COPY',
      'RUN',
      'ENV',
      'USER',
      'EXPOSE',
      'HEALTHCHECK',
      'CMD',
    ];
    expect(instructions.filter((word) => !known.includes(word!))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('FROM'))).toEqual([
      'FROM ${NODE_IMAGE} AS build',
      'FROM ${NODE_IMAGE}',
    ]);
    expect(lines).toContain('ARG NODE_IMAGE=node:26-slim');
  });

  it('looks at the digest before anything is installed, unless it is set that this is no release', () => {
    const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));
    expect(lines).toContain('ARG RELEASE=true');
    expect(at('RUN sh deploy/pinned-image.sh "$NODE_IMAGE" "$RELEASE"')).toBeGreaterThan(0);
    expect(at('RUN sh deploy/pinned-image.sh')).toBeLessThan(at('RUN npm ci'));
  });

  it.each<[string, string, boolean]>([
    ['node:26-slim', 'true', false],
    ['node:26-slim', '', false],
    ['node:26-slim@sha256:', 'true', false],
    [`node:26-slim@sha256:${'a'.repeat(63)}`, 'true', false],
    [`node:26-slim@sha256:${'x'.repeat(64)}`, 'true', false],
    [`node@sha256:${'a1'.repeat(32)}`, 'true', true],
    [`node:26-slim@sha256:${'0f'.repeat(32)}`, 'true', true],
    ['node:26-slim', 'false', true],
  ])('made of %s with RELEASE=%s: %s', (image, release, made) => {
    const run = (): unknown =>
      execFileSync('sh', [join(ROOT, 'deploy/pinned-image.sh'), image, release], { stdio: 'pipe' });
    if (made) expect(run).not.toThrow();
    else expect(run).toThrow('is a tag');
  });

  it('runs without development packages and not as root', () => {
    const last = lines.slice(lines.map((line) => line.startsWith('FROM')).lastIndexOf(true));
    expect(last.some((line) => line.includes('npm ci --omit=dev'))).toBe(true);
    expect(last.findIndex((line) => line === 'USER 1000:1000')).toBeGreaterThan(
      last.findIndex((line) => line.startsWith('COPY --from=build')),
    );
  });

  it('copies only what is there', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied) expect(() => readFileSync(join(ROOT, path))).not.toThrow(/ENOENT/);
  });
});
