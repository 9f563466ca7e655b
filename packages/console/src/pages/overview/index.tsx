import { SegmentedControl, Stack } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { loadFailure } from '../../api/error.ts';
import { useOverview, useRangeStats } from '../../api/overview.ts';
import { useWebhooks } from '../../api/webhooks.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { barsOf } from './bars.ts';
import { CallsChart } from './calls-chart.tsx';
import { FailingWebhooks } from './failing-webhooks.tsx';
import { Figures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';
import { LatencyChart } from './latency-chart.tsx';
import { type Range, rangeNames, ranges } from './range.ts';

const route = getRouteApi('/w/$workspaceId/overview');

/** How deliveries went, what waits, and which webhooks fail and why; it stays current by itself. */
export function OverviewPage() {
  const { range: name } = route.useSearch();
  const navigate = route.useNavigate();
  const range = ranges[name ?? '24h'];
  const webhooks = useWebhooks();
  const none = webhooks.data?.data.length === 0;
  return (
    <Page
      title="Overview"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Time range"
          value={range.name}
          data={rangeNames.map((value) => ({ value, label: ranges[value].label }))}
          onChange={(value) =>
            void navigate({
              search: { range: rangeNames.find((one) => one === value && one !== '24h') },
              replace: true,
            })
          }
        />
      }
    >
      {none ? (
        <EmptyState
          icon={<IconWebhook size={22} aria-hidden />}
          title="Nothing is delivered yet"
          action={<FirstSteps />}
        >
          Add a webhook for who wants to hear of changes, then publish an event or send a test.
        </EmptyState>
      ) : (
        <Content range={range} />
      )}
    </Page>
  );
}

function Content({ range }: { readonly range: Range }) {
  const read = useRangeStats(range);
  const overview = useOverview(range);
  const bars = useMemo(
    () =>
      read.data === undefined
        ? []
        : barsOf(read.data.stats.data, { from: read.data.from, to: read.data.to, stepMs: range.stepMs }),
    [read.data, range],
  );
  const error = read.error ?? overview.error;
  if (read.data === undefined || overview.data === undefined) {
    if (error === null) return <LoadingRows rows={8} rowHeight={60} />;
    const retry = () => void Promise.all([read.refetch(), overview.refetch()]);
    return <ErrorState title="The overview could not be loaded" {...loadFailure(error, retry)} />;
  }
  return (
    <Stack gap="xl">
      <Figures totals={read.data.stats.totals} overview={overview.data.overview} />
      <CallsChart bars={bars} range={range} />
      <LatencyChart bars={bars} totals={read.data.stats.totals} />
      <FailingWebhooks failing={overview.data.overview.failing} from={overview.data.from} range={range} />
    </Stack>
  );
}
