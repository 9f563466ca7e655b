import type { EventDeliveryAnswer } from '@belfry/api';
import { outcomeShort } from './call-outcome.ts';
import { type StateWords, stateWords } from './delivery-state.ts';

export interface OutcomeCount extends StateWords {
  readonly count: number;
}

type Tone = StateWords['tone'];
const worstFirst: readonly Tone[] = ['bad', 'warn', 'info', 'idle', 'ok'];

/** How many deliveries of an event stand how, what needs a look first: "1 Failed", "2 Delivered". */
export function outcomeCounts(deliveries: readonly EventDeliveryAnswer[]): readonly OutcomeCount[] {
  const words = deliveries.map(stateWords);
  return [...Map.groupBy(words, ({ word }) => word).values()]
    .flatMap((same) => (same[0] === undefined ? [] : [{ ...same[0], count: same.length }]))
    .toSorted((a, b) => worstFirst.indexOf(a.tone) - worstFirst.indexOf(b.tone));
}

/** The tone of what needs a look most; 'idle' where nobody was told. */
export function worstTone(deliveries: readonly EventDeliveryAnswer[]): Tone {
  return outcomeCounts(deliveries)[0]?.tone ?? 'idle';
}

/** What came of one delivery, as short as it gets: "200", "Retrying, 503", "Held". */
export function deliveryText(delivery: EventDeliveryAnswer): string {
  const { word } = stateWords(delivery);
  const { status_code: code, error_kind: kind, state } = delivery;
  if (code === null) return word;
  const outcome = outcomeShort({ status_code: code, error_kind: kind });
  return state === 'succeeded' && kind === null ? outcome : `${word}, ${outcome}`;
}
