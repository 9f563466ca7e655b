import type { DeliveryAnswer, WebhookAnswer } from '@belfry/api';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconRepeat } from '@tabler/icons-react';
import { useResend } from '../../api/deliveries.ts';
import { useSession } from '../../api/session.ts';

export interface Neighbours {
  /** Opens the one above, or below, in the list; null: there is none. */
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

export interface DeliveryToolsProps {
  readonly opened: boolean;
  readonly delivery: DeliveryAnswer | undefined;
  readonly webhook: WebhookAnswer | null | undefined;
  readonly neighbours: Neighbours;
}

/** At the sidebar's top right: the one before and after (k and j), and "Resend" for those who may. */
export function DeliveryTools({ opened, delivery, webhook, neighbours }: DeliveryToolsProps) {
  const { can } = useSession();
  useNeighbourKeys(opened, neighbours);
  return (
    <>
      <Step label="Previous delivery (k)" step={neighbours.previous}>
        <IconChevronUp size={16} aria-hidden />
      </Step>
      <Step label="Next delivery (j)" step={neighbours.next}>
        <IconChevronDown size={16} aria-hidden />
      </Step>
      {can('operate') && delivery !== undefined && (
        <Resend key={delivery.id} delivery={delivery} webhook={webhook} />
      )}
    </>
  );
}

interface StepProps {
  readonly label: string;
  readonly step: (() => void) | null;
  readonly children: React.ReactNode;
}

/** Stays where it is at the list's end, so that the focus does. */
function Step({ label, step, children }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={label}
        aria-disabled={step === null}
        {...(step === null ? { 'data-disabled': true } : {})}
        onClick={() => step?.()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface ResendProps {
  readonly delivery: DeliveryAnswer;
  readonly webhook: WebhookAnswer | null | undefined;
}

function Resend({ delivery, webhook }: ResendProps) {
  const resend = useResend();
  const reason = whyNot(delivery, webhook);
  return (
    <Tooltip label={reason ?? 'Calls the webhook again at once'}>
      <Button
        size="compact-md"
        leftSection={<IconRepeat size={15} aria-hidden />}
        loading={resend.isPending}
        aria-disabled={reason !== null}
        {...(reason === null ? {} : { 'data-disabled': true })}
        onClick={() => reason === null && resend.mutate(delivery.id)}
      >
        Resend
      </Button>
    </Tooltip>
  );
}

/** Why the API would refuse; null: as far as is known here it would not. */
function whyNot({ test }: DeliveryAnswer, webhook: WebhookAnswer | null | undefined): string | null {
  if (test) return 'A test is over after its one call. Run another test instead.';
  if (webhook === null) return 'The webhook was deleted: there is nowhere to send it.';
  if (webhook?.status === 'offline') return 'The webhook is offline. Set it online first.';
  return null;
}

/** While the sidebar is open; not while somebody types, or a dialog stands over it. */
function useNeighbourKeys(opened: boolean, { previous, next }: Neighbours): void {
  useWindowEvent('keydown', (event) => {
    const { target, key } = event;
    if (!opened || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof Element && target.closest('input, textarea, select') !== null) return;
    if (document.querySelectorAll('[role="dialog"][aria-modal="true"]').length > 1) return;
    const step = key === 'j' ? next : key === 'k' ? previous : null;
    if (step === null) return;
    event.preventDefault();
    step();
  });
}
