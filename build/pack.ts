import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Manifest, publishedManifest } from './published-manifest.ts';

/**
 * npm runs `node build/pack.ts before` before it packs and `after` when it has: the package gets a package.json of its
 * own, and npm takes none but the one that stands here.
 */
const kept = 'package.checkout.json';

if (process.argv[2] === 'before') {
  copyFileSync('package.json', kept);
  const manifest = JSON.parse(readFileSync(kept, 'utf8')) as Manifest;
  writeFileSync('package.json', `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
} else {
  renameSync(kept, 'package.json');
}
