import type { WebhookAnswer } from '@belfry/api';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useBringOnline } from '../../api/webhooks.ts';
import { FormError } from '../../ui/form-error.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { countText } from './count-text.ts';

export interface BringOnlineProps {
  readonly webhook: WebhookAnswer;
  /** Deliveries that were held; null: not known yet. */
  readonly held: number | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks what becomes of what was held, and sets the webhook online. */
export function BringOnline({ webhook, held, opened, onClose }: BringOnlineProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={visibleText(`Set “${webhook.name}” online?`)}>
      <OnlineForm webhook={webhook} held={held} onClose={onClose} />
    </Modal>
  );
}

const fields = ['held'];

function OnlineForm({ webhook, held, onClose }: Omit<BringOnlineProps, 'opened'>) {
  const [choice, setChoice] = useState<'release' | 'discard'>('release');
  const bring = useBringOnline(webhook.id, onClose);
  const many = held === null ? 'What is held' : countText(held, 'delivery', 'deliveries');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        bring.mutate({ held: choice });
      }}
    >
      <Stack>
        <FormError error={bring.error} fields={fields} />
        <Text size="sm">Calls are made again, and the failures counted so far are forgotten.</Text>
        {held !== 0 && (
          <Radio.Group
            label={held === null ? 'What was held' : `${many} ${held === 1 ? 'is' : 'are'} held`}
            value={choice}
            onChange={(value) => setChoice(value === 'discard' ? 'discard' : 'release')}
          >
            <Stack gap="sm" mt="xs">
              <Radio value="release" label="Release" description="Sent now, oldest first." />
              <Radio
                value="discard"
                label="Discard"
                description="Never sent. They stay in the logs, where each can be resent."
              />
            </Stack>
          </Radio.Group>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={bring.isPending}>
            Set online
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
