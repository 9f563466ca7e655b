import type { WebhookAnswer } from '@belfry/api';
import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { FormError } from '../../ui/form-error.tsx';
import { EventFields, type EventTypesRead } from './event-fields.tsx';
import { pathsOfFields, tabOfErrors } from './form-errors.ts';
import { OfflineNotice } from './offline-notice.tsx';
import { CallFields, MainFields } from './parameter-fields.tsx';
import { formId } from './save-bar.tsx';
import { type SidebarTab, sidebarTabs } from './search.ts';
import { SecretSection } from './secret-section.tsx';
import { StatusTab } from './status-tab.tsx';
import { TestPanel } from './test-panel.tsx';
import type { WebhookForm } from './use-webhook-form.ts';
import classes from './webhook-form.module.css';

const route = getRouteApi('/w/$workspaceId/webhooks');

export interface WebhookDetailsProps {
  readonly webhook: WebhookAnswer;
  readonly form: WebhookForm;
  readonly types: EventTypesRead;
  readonly tab: SidebarTab;
}

/** A webhook that exists: a test at the top, below it what it is, what it gets, and how it fares. */
export function WebhookDetails({ webhook, form, types, tab }: WebhookDetailsProps) {
  const { can } = useSession();
  const navigate = route.useNavigate();
  const mayChange = can('operate');
  const refusedTab = tabOfErrors(form.errors);
  return (
    <>
      {webhook.status === 'offline' && <OfflineNotice webhook={webhook} mayChange={mayChange} />}
      {mayChange && <TestPanel webhook={webhook} types={types.data?.data ?? []} unsaved={form.dirty} />}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = sidebarTabs.find((known) => known === value);
          void navigate({
            search: (now) => ({ ...now, tab: next === 'parameters' ? undefined : next }),
            replace: true,
          });
        }}
      >
        <Tabs.List mb="lg" aria-label="Parts of the webhook">
          <Tabs.Tab value="parameters">
            Parameters
            {refusedTab === 'parameters' && <RefusedDot />}
          </Tabs.Tab>
          <Tabs.Tab value="events">
            Event types <span className={classes['tabCount']}>{form.draft.events.size}</span>
            {refusedTab === 'events' && <RefusedDot />}
          </Tabs.Tab>
          <Tabs.Tab value="status">
            Status<span className={classes['wideOnly']}> and retries</span>
          </Tabs.Tab>
        </Tabs.List>
        <FormError error={form.error} fields={pathsOfFields(form.error?.fieldErrors ?? {})} />
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (form.dirty) form.save();
          }}
        >
          <Tabs.Panel value="parameters">
            <section className={classes['section']}>
              <MainFields form={form} readOnly={!mayChange} />
            </section>
            <section className={classes['section']}>
              <SecretSection webhook={webhook} />
            </section>
            <section className={classes['section']}>
              <CallFields form={form} readOnly={!mayChange} />
            </section>
          </Tabs.Panel>
          <Tabs.Panel value="events">
            <EventFields form={form} types={types} readOnly={!mayChange} />
          </Tabs.Panel>
        </form>
        <Tabs.Panel value="status">
          <StatusTab webhook={webhook} mayChange={mayChange} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function RefusedDot() {
  return <span className={classes['refused']} role="img" aria-label="something was refused" />;
}
