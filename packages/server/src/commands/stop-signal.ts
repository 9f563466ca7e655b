/**
 * Aborts at the first SIGTERM or SIGINT. npm and the terminal both pass a Ctrl-C on, so that one arrives twice;
 * only a signal that comes `impatientMs` later is somebody who does not want to wait, and ends the process.
 */
export function stopSignal(impatient: () => never): AbortSignal {
  const stopping = new AbortController();
  let firstAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!stopping.signal.aborted) {
      firstAt = performance.now();
      stopping.abort(signal);
    } else if (performance.now() - firstAt > impatientMs) impatient();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stopping.signal;
}

const impatientMs = 1_000;
