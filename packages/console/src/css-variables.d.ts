import 'react';

declare module 'react' {
  /** Style attributes may set variables, which the component's CSS module reads. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
