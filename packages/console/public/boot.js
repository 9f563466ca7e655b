// Runs before anything is drawn, so that a page in the dark never flashes white. A file of its own, for the
// Content-Security-Policy allows no inline script.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('belfry-color-scheme');
  } catch {
    // Storage is forbidden: the system's scheme it is.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  // The same policy forbids evaluating text as code, which zod would otherwise try once.
  globalThis.__zod_globalConfig = { jitless: true };
})();
