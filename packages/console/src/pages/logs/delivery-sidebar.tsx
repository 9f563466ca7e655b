import type { DeliveryAnswer, DeliveryDetailAnswer, WebhookAnswer } from '@belfry/api';
import { Tabs, Text } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import { useDelivery } from '../../api/deliveries.ts';
import { loadFailure } from '../../api/error.ts';
import { DeliveryStatus } from '../../parts/delivery-status.tsx';
import { TestBadge } from '../../parts/test-badge.tsx';
import { TypeTitle } from '../../parts/type-title.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useLastOpen } from '../../ui/last-open.ts';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { AttemptTimeline } from './attempt-timeline.tsx';
import { DeliveryFacts } from './delivery-facts.tsx';
import classes from './delivery-sidebar.module.css';
import { DeliveryTools, type Neighbours } from './delivery-tools.tsx';
import { PayloadTab } from './payload-tab.tsx';
import { type SidebarTab, sidebarTabs } from './search.ts';
import { SignatureTab } from './signature-tab.tsx';

const width = 800;

export interface DeliverySidebarProps {
  /** Null: none is open. */
  readonly open: string | null;
  /** As the list knows it: shown until the whole is read. */
  readonly row: DeliveryAnswer | undefined;
  /** Undefined: the webhooks are being read. */
  readonly webhooks: readonly WebhookAnswer[] | undefined;
  readonly tab: SidebarTab | undefined;
  readonly onTab: (tab: SidebarTab) => void;
  readonly neighbours: Neighbours;
  readonly onClose: () => void;
}

/** One delivery whole: what it is of, the payload, its signature, every call, the next one, and "Resend". */
export function DeliverySidebar(props: DeliverySidebarProps) {
  const { open, row, webhooks, neighbours, onClose } = props;
  const id = useLastOpen(open);
  const detail = useDelivery(id);
  const delivery: DeliveryAnswer | undefined = detail.data ?? (row?.id === id ? row : undefined);
  const webhook = webhooks && (webhooks.find((one) => one.id === delivery?.webhook_id) ?? null);
  const body = () => {
    if (detail.error?.code === 'not_found') return <NoSuchDelivery />;
    if (detail.error !== null && detail.data === undefined) {
      return (
        <ErrorState title="The delivery could not be loaded" {...loadFailure(detail.error, detail.refetch)} />
      );
    }
    return (
      <>
        {delivery === undefined ? (
          <LoadingRows rows={6} rowHeight={38} />
        ) : (
          <DeliveryFacts delivery={delivery} webhook={webhook} />
        )}
        {detail.data === undefined ? (
          <div className={classes['waiting']}>
            <LoadingRows rows={5} rowHeight={44} />
          </div>
        ) : (
          <DeliveryTabs key={detail.data.id} {...props} delivery={detail.data} webhook={webhook ?? null} />
        )}
      </>
    );
  };
  return (
    <SideDrawer
      opened={open !== null}
      onClose={onClose}
      width={width}
      title={delivery === undefined ? 'Delivery' : <TypeTitle type={delivery.sub_type ?? delivery.type} />}
      subtitle={delivery === undefined ? id : <Subtitle delivery={delivery} />}
      tools={
        <DeliveryTools opened={open !== null} delivery={delivery} webhook={webhook} neighbours={neighbours} />
      }
    >
      {body()}
    </SideDrawer>
  );
}

function Subtitle({ delivery }: { readonly delivery: DeliveryAnswer }) {
  return (
    <span className={classes['subtitle']}>
      <DeliveryStatus delivery={delivery} />
      {delivery.test && <TestBadge />}
      <span className={classes['id']}>
        <Text span size="xs" ff="monospace">
          {delivery.id}
        </Text>
        <CopyButton value={delivery.id} label="Copy the delivery’s id" />
      </span>
    </span>
  );
}

interface DeliveryTabsProps extends Pick<DeliverySidebarProps, 'tab' | 'onTab'> {
  readonly delivery: DeliveryDetailAnswer;
  readonly webhook: WebhookAnswer | null;
}

function DeliveryTabs({ delivery, webhook, tab, onTab }: DeliveryTabsProps) {
  // Of a delivery that failed, how it did is asked first. Decided once: nothing turns over while calls are made.
  const [first] = useState<SidebarTab>(delivery.error_kind === null ? 'payload' : 'attempts');
  return (
    <Tabs
      value={tab ?? first}
      onChange={(value) => onTab(sidebarTabs.find((known) => known === value) ?? first)}
      keepMounted={false}
      className={classes['tabs'] ?? ''}
    >
      <Tabs.List>
        <Tabs.Tab value="payload">Payload</Tabs.Tab>
        <Tabs.Tab value="attempts">
          Calls <span className={classes['count']}>{delivery.attempts.length}</span>
        </Tabs.Tab>
        <Tabs.Tab value="signature">Signature</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="payload" pt="md">
        <PayloadTab delivery={delivery} />
      </Tabs.Panel>
      <Tabs.Panel value="attempts" pt="md">
        <AttemptTimeline delivery={delivery} />
      </Tabs.Panel>
      <Tabs.Panel value="signature" pt="md">
        <SignatureTab delivery={delivery} webhook={webhook} />
      </Tabs.Panel>
    </Tabs>
  );
}

function NoSuchDelivery() {
  return (
    <EmptyState icon={<IconUnlink size={22} aria-hidden />} title="No such delivery">
      It may be older than deliveries are kept, or the link belongs to another workspace.
    </EmptyState>
  );
}
