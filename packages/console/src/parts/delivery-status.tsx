import { Status } from '../ui/status.tsx';
import { type DeliveryStanding, stateWords } from './delivery-state.ts';

export interface DeliveryStatusProps {
  readonly delivery: DeliveryStanding;
  readonly look?: 'badge' | 'dot' | 'text';
}

/** What became of a delivery: "Delivered", "Retrying", "Failed" … */
export function DeliveryStatus({ delivery, look = 'badge' }: DeliveryStatusProps) {
  const { tone, word } = stateWords(delivery);
  return (
    <Status tone={tone} look={look}>
      {word}
    </Status>
  );
}
