import type { WebhookAnswer } from '@belfry/api';
import { Box, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPause } from '@tabler/icons-react';
import { useWaiting } from '../../api/webhooks.ts';
import { Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { BringOnline } from './bring-online.tsx';
import { countText } from './count-text.ts';

export interface OfflineNoticeProps {
  readonly webhook: WebhookAnswer;
  readonly mayChange: boolean;
}

/** Stands above everything of an offline webhook: since when and why, what is held, and the way back. */
export function OfflineNotice({ webhook, mayChange }: OfflineNoticeProps) {
  const waiting = useWaiting(webhook.id);
  const [opened, dialog] = useDisclosure(false);
  const held = waiting.data?.totals.held;
  return (
    <Box mb="lg">
      <Notice
        tone="warn"
        icon={<IconPlayerPause size={18} aria-hidden />}
        title={
          <>
            Went offline <TimeText at={webhook.offline_since} />
          </>
        }
      >
        <span>
          {webhook.offline_reason !== null && <>{visibleText(webhook.offline_reason)} </>}
          {held === undefined ? 'What is published is held.' : heldText(held)}
        </span>
        {mayChange && (
          <Group mt="sm">
            <Button size="compact-sm" onClick={dialog.open}>
              Set online
            </Button>
          </Group>
        )}
        <BringOnline webhook={webhook} held={held ?? null} opened={opened} onClose={dialog.close} />
      </Notice>
    </Box>
  );
}

function heldText(held: number): string {
  if (held === 0) return 'Nothing is held yet; what is published from now on is.';
  return `${countText(held, 'delivery is', 'deliveries are')} held.`;
}
