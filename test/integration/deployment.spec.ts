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
      build?: string;
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
        build: '.',
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
    expect(new Set(asked.map(([, name]) => name))).toEqual(
      new Set(['POSTGRES_PASSWORD', 'SERVICE_PASSWORD']),
    );
    for (const [, name, sign, words] of asked) {
      expect([sign, words]).toEqual([':?', expect.stringContaining(`set ${name}`)]);
    }
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const instructions = lines.map((line) => line.split(' ')[0]);

  it('knows only instructions that exist, on node:26', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    expect(instructions.filter((word) => !known.includes(word!))).toEqual([]);
    expect(
      lines.filter((line) => line.startsWith('FROM')).every((line) => line.startsWith('FROM node:26')),
    ).toBe(true);
  });

  it('runs without development packages and not as root', () => {
    const last = lines.slice(lines.map((line) => line.startsWith('FROM')).lastIndexOf(true));
    expect(last.some((line) => line.includes('npm ci --omit=dev'))).toBe(true);
    expect(last.findIndex((line) => line === 'USER node')).toBeGreaterThan(
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
