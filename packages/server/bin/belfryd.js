#!/usr/bin/env node
/**
 * Starts belfryd with the flags of Node.js in node-flags.json; on the Node.js that comes with it as an npm package
 * where the one that this runs on is too old for its TypeScript. Plain JavaScript that any Node.js reads.
 *
 * The flags: a larger space for young objects (MiB). With what V8 begins with, a tenth of a busy belfryd's processor
 * time goes into collecting them.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeMajorMin = 24;
const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'main.ts');

const require = createRequire(import.meta.url);
const flags = require('./node-flags.json');

const newEnough = Number(process.versions.node.split('.')[0]) >= nodeMajorMin;
if (newEnough && flags.every((flag) => process.execArgv.includes(flag))) await import(main);
else launch(newEnough ? process.execPath : nodeOfPackage());

/** The program of the npm package "node", or null where it is not installed. */
function nodeOfPackage() {
  try {
    const folder = dirname(require.resolve('node/package.json'));
    const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/**
 * In a process group of its own, so that a Ctrl-C reaches it once, through us; with a channel by which it notices
 * when we are killed.
 */
function launch(program) {
  if (program === null) {
    process.stderr.write(
      `belfryd needs Node.js ${nodeMajorMin} or later; this is ${process.versions.node}. Reinstall with install scripts ` +
        'allowed, which brings the right one, or upgrade Node.js.\n',
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(program, [...flags, main, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`belfryd could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 1;
    if (signal !== null) process.stderr.write(`belfryd was ended by ${signal}\n`);
    if (child.connected) child.disconnect();
  });
}
