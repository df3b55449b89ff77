/**
 * Run by `npm version` after its commit and tag: writes to `release/<version>` the source, the list of what is in it (CycloneDX), where it
 * comes from (an in-toto statement with SLSA's provenance, unsigned), and the sums of all. With IMAGE (registry/name) and NODE_IMAGE (by
 * digest) in the environment it builds and pushes the image, too, with its own list and provenance beside it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageTags } from './image-tags.mjs';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const place = join('release', version);
const words = (program, ...args) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

function statement(files) {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map((file) => ({ name: file, digest: { sha256: sha256(join(place, file)) } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://slsa.dev/container-based-build/v0.1',
        externalParameters: { version, tag: words('git', 'describe', '--tags', '--exact-match') },
        resolvedDependencies: [
          { name: 'source', digest: { gitCommit: words('git', 'rev-parse', 'HEAD') } },
          { name: 'package-lock.json', digest: { sha256: sha256('package-lock.json') } },
        ],
      },
      runDetails: {
        builder: { id: `${name}/deploy/release/artifacts.mjs`, version: { node: process.version } },
      },
    },
  };
}

function pushImage(image, base) {
  const tags = imageTags(version).flatMap((tag) => ['--tag', `${image}:${tag}`]);
  const proofs = ['--provenance=mode=max', '--sbom=true'];
  const args = ['buildx', 'build', '--build-arg', `NODE_IMAGE=${base}`, ...proofs, ...tags, '--push', '.'];
  execFileSync('docker', args, { stdio: 'inherit' });
}

rmSync(place, { recursive: true, force: true });
mkdirSync(place, { recursive: true });
const [source, sbom, provenance] = [`${name}-${version}.tar.gz`, 'sbom.cdx.json', 'provenance.intoto.json'];
words('git', 'archive', '--format=tar.gz', `--prefix=${name}-${version}/`, '-o', join(place, source), 'HEAD');
writeFileSync(join(place, sbom), `${words('npm', 'run', '--silent', 'sbom', '--', '--package-lock-only')}\n`);
writeFileSync(join(place, provenance), `${JSON.stringify(statement([source, sbom]), undefined, 2)}\n`);
const sums = [source, sbom, provenance].map((file) => `${sha256(join(place, file))}  ${file}\n`);
writeFileSync(join(place, 'SHA256SUMS'), sums.join(''));
const { IMAGE, NODE_IMAGE } = process.env;
if (IMAGE) pushImage(IMAGE, NODE_IMAGE ?? '');
process.stdout.write(
  `${place} is ready. Sign SHA256SUMS, push the commit and its tag: git push --follow-tags\n`,
);
