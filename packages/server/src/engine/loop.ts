/**
 * A chore that runs again and again: every `everyMs`, at once when woken, and at once again while it answers that
 * there is more to do.
 *
 * States: idle (a timer runs), running (one run at a time; a wake meanwhile makes it run once more), resting (for
 * `restMs` after a run that found nothing more to do; a wake waits for the end of it), stopped.
 * `stop` resolves when no run is under way and none will follow. A run that rejects is reported and the loop goes on
 * at its normal pace.
 */
export interface LoopOptions {
  readonly name: string;
  readonly everyMs: number;
  /** However often it is woken, it pauses this long where there is nothing more to do. Absent: not at all. */
  readonly restMs?: number;
  /** Answers true where there is more to do at once. */
  readonly run: () => Promise<boolean>;
  readonly failed: (name: string, error: unknown) => void;
}

export class Loop {
  readonly #options: LoopOptions;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #woken = false;
  #resting = false;
  #stopped = true;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    this.#woken = true;
    if (this.#running !== null || this.#resting) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = this.#runWhileWoken();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  async #runWhileWoken(): Promise<void> {
    while (this.#woken && !this.#stopped) {
      this.#woken = false;
      try {
        if (await this.#options.run()) this.#woken = true;
      } catch (error) {
        this.#options.failed(this.#options.name, error);
      }
    }
    this.#running = null;
    if (!this.#stopped) this.#rest();
  }

  #rest(): void {
    const { restMs = 0, everyMs } = this.#options;
    if (restMs === 0) {
      this.#timer = setTimeout(() => this.wake(), everyMs);
      return;
    }
    this.#resting = true;
    this.#timer = setTimeout(() => {
      this.#resting = false;
      if (this.#woken) this.wake();
      else this.#timer = setTimeout(() => this.wake(), everyMs);
    }, restMs);
  }
}
