import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Smaller files are sent as they are: the headers outweigh what would be saved. */
const bytesMin = 1_024;
/** 11 takes seconds for one part in a hundred. */
const brotliQuality = 9;

/** After a build, each text file of `folder` stands there as `.br` and `.gz` too. The server sends what fits. */
export function compressed(folder: string): Plugin {
  return {
    name: 'belfry-compressed',
    apply: 'build',
    closeBundle() {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (/\.(?:js|css|html|svg)$/.test(path)) compress(join(folder, path));
      }
    },
  };
}

function compress(path: string): void {
  // Of an earlier build, whose files have stayed.
  if (existsSync(`${path}.gz`)) return;
  const bytes = readFileSync(path);
  if (bytes.length < bytesMin) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
