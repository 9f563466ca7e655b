/** Resolves with the work, or when the time is over; the work goes on by itself then. */
export async function within(timeMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
