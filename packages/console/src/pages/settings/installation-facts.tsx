import type { SettingsAnswer } from '@belfry/api';
import { Stack, Text, Title } from '@mantine/core';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { numberText } from '../../ui/number-text.ts';
import { durationText, sizeText } from './units.ts';

/** How belfryd was started, and its limits: to be read, for they are set where it is started. */
export function InstallationFacts({ settings }: { readonly settings: SettingsAnswer }) {
  return (
    <Stack component="section" aria-labelledby="installation">
      <div>
        <Title order={2} id="installation">
          Installation
        </Title>
        <Text size="sm" c="dimmed">
          Set where belfryd is started, for all workspaces.
        </Text>
      </div>
      <Facts facts={installation(settings)} />
      <Title order={3}>Limits</Title>
      <Facts facts={limits(settings)} />
    </Stack>
  );
}

function installation(settings: SettingsAnswer): readonly Fact[] {
  return [
    { name: 'Version', value: settings.version },
    {
      name: 'Mode',
      value: settings.dev ? 'Development' : 'Production',
      ...(settings.dev ? { note: 'Webhooks may have http and loopback addresses.' } : {}),
    },
    {
      name: 'Public address',
      value: settings.public_url ?? 'Not set',
      ...(settings.public_url === null
        ? {
            note: 'Links begin with the address that the browser called. Set BELFRY_PUBLIC_URL to choose one.',
          }
        : {}),
    },
    {
      name: 'Retention',
      value: settings.retention_days === 1 ? '1 day' : `${numberText(settings.retention_days)} days`,
      note: 'Events and deliveries are kept so long. What is still to be delivered is never dropped.',
    },
    { name: 'Time for a call', value: durationText(settings.call_timeout_ms) },
    { name: 'Sessions', value: `End after ${settings.session_days} days without use` },
    {
      name: 'Allowed networks',
      value:
        settings.allowed_networks.length === 0 ? 'Public ones only' : settings.allowed_networks.join(', '),
    },
  ];
}

function limits({ limits: limit }: SettingsAnswer): readonly Fact[] {
  return [
    { name: 'Webhooks in a workspace', value: numberText(limit.webhooks_per_workspace) },
    { name: 'API keys in a workspace', value: numberText(limit.keys_per_workspace) },
    { name: 'Members of a workspace', value: numberText(limit.members_per_workspace) },
    { name: 'Attempts of a delivery', value: numberText(limit.attempts_per_delivery) },
    { name: 'Events in a publish', value: numberText(limit.events_per_publish) },
    { name: 'Size of an event', value: sizeText(limit.event_bytes) },
    { name: 'Size of a publish', value: sizeText(limit.publish_bytes) },
    { name: 'Kept of an answer', value: sizeText(limit.response_kept_bytes) },
  ];
}
