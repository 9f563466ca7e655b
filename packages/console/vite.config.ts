import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { compressed } from './build/compressed.ts';

/** Where `npm start` listens, unless said otherwise. */
const belfryd = process.env['BELFRY_URL'] ?? 'http://127.0.0.1:4400';

export default defineConfig(({ command }) => {
  // What is built is what people get, even where a test runs the build: React's slow form for development never is.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return options;
});

const options: UserConfig = {
  root: import.meta.dirname,
  plugins: [react(), compressed(join(import.meta.dirname, 'dist'))],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The Content-Security-Policy takes fonts from files only, so nothing is put inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // light-dark() is kept as it is.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 1500,
  },
  server: {
    port: 4480,
    strictPort: true,
    // The server compares a request's origin with its host: the browser's own Host is kept.
    proxy: { '/api': { target: belfryd, changeOrigin: false }, '/docs': belfryd, '/openapi.json': belfryd },
  },
};
